import type { ReactElement } from "react";
import { counted, dayAndTime, records } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";
import { useNow } from "../../state/use-now.ts";
import { Icon } from "../../ui/icon.tsx";

interface RunChartProps {
  /** Newest first. */
  readonly runs: readonly SyncRun[];
  readonly zone: string;
}

const SHOWN = 20;
/** A run that added nothing is still a run. */
const LOWEST_PERCENT = 2;

/** Records of each of the last runs, the newest on the right. What it shows, the list of runs beside it says in words. */
export const RunChart = ({ runs, zone }: RunChartProps): ReactElement => {
  const now = useNow(60_000);
  const shown = runs.slice(0, SHOWN).toReversed();
  const most = Math.max(1, ...shown.map(({ added }) => added));
  const oldest = shown[0];
  return (
    <figure className="chart">
      <div className="chart-bars" role="img" aria-label={summary(shown)}>
        {Array.from({ length: SHOWN - shown.length }, (_, index) => (
          <span key={`before-${index}`} className="chart-run" />
        ))}
        {shown.map((run) => (
          <span key={run.id} className={`chart-run chart-${run.status}`} title={titleOf(run, now, zone)}>
            <Bar run={run} most={most} />
          </span>
        ))}
      </div>
      <figcaption>
        <span>{oldest === undefined ? "" : dayAndTime(oldest.startedAt, now, zone)}</span>
        <span>{most > 1 ? `at most ${records(most)}` : ""}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
};

/** A bar as high as its records; a run that failed before its first record is a cross, which is no matter of colour. */
const Bar = ({ run, most }: { readonly run: SyncRun; readonly most: number }): ReactElement => {
  if (run.status === "failed" && run.added === 0) return <Icon name="cross" />;
  return <span style={{ height: `${Math.max(LOWEST_PERCENT, (100 * run.added) / most)}%` }} />;
};

const titleOf = (run: SyncRun, now: number, zone: string): string =>
  `${dayAndTime(run.startedAt, now, zone)}: ${run.status === "failed" ? "failed, " : ""}${records(run.added)}`;

const summary = (runs: readonly SyncRun[]): string => {
  const failed = runs.filter(({ status }) => status === "failed").length;
  const added = runs.reduce((sum, run) => sum + run.added, 0);
  if (runs.length === 0) return "No runs yet.";
  const bad = failed === 0 ? "" : `, ${counted(failed)} ${failed === 1 ? "run" : "runs"} failed`;
  return `Records of the last ${counted(runs.length)} runs: ${counted(added)} in all${bad}.`;
};
