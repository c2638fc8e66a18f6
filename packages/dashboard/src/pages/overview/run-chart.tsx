import type { ReactElement } from "react";
import { counted, dayAndTime, records } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";
import { useNow } from "../../state/use-now.ts";

interface RunChartProps {
  /** Newest first. */
  readonly runs: readonly SyncRun[];
  readonly zone: string;
}

const SHOWN = 20;
const [WIDTH, HEIGHT, GAP] = [640, 120, 8];
const STEP = WIDTH / SHOWN;
/** A run that added nothing is still a run. */
const SMALLEST = 3;

/** Records of each of the last runs, the newest on the right. What it shows, the list of runs beside it says in words. */
export const RunChart = ({ runs, zone }: RunChartProps): ReactElement => {
  const now = useNow(60_000);
  const shown = runs.slice(0, SHOWN).toReversed();
  const most = Math.max(1, ...shown.map(({ added }) => added));
  const oldest = shown[0];
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary(shown)}>
        <line className="chart-ground" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {shown.map((run, index) => {
          const x = (SHOWN - shown.length + index) * STEP + GAP / 2;
          return <Bar key={run.id} run={run} x={x} most={most} title={titleOf(run, now, zone)} />;
        })}
      </svg>
      <figcaption>
        <span>{oldest === undefined ? "" : dayAndTime(oldest.startedAt, now, zone)}</span>
        <span>{most > 1 ? `at most ${records(most)}` : ""}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
};

interface BarProps {
  readonly run: SyncRun;
  readonly x: number;
  readonly most: number;
  readonly title: string;
}

/** A bar as high as its records; a failed run is a cross, which is no matter of colour. */
const Bar = ({ run, x, most, title }: BarProps): ReactElement => {
  const width = STEP - GAP;
  const height = Math.max(SMALLEST, (run.added / most) * (HEIGHT - 18));
  const middle = x + width / 2;
  return (
    <g className={`chart-run chart-${run.status}`}>
      <title>{title}</title>
      <rect className="chart-touch" x={x - GAP / 2} y="0" width={STEP} height={HEIGHT} />
      {run.status === "failed" && run.added === 0 ? (
        <path d={`M${middle - 5} ${HEIGHT - 17}l10 10m0-10-10 10`} />
      ) : (
        <rect x={x} y={HEIGHT - height} width={width} height={height} rx={Math.min(4, height / 2)} />
      )}
    </g>
  );
};

const titleOf = (run: SyncRun, now: number, zone: string): string =>
  `${dayAndTime(run.startedAt, now, zone)}: ${run.status === "failed" ? "failed, " : ""}${records(run.added)}`;

const summary = (runs: readonly SyncRun[]): string => {
  const failed = runs.filter(({ status }) => status === "failed").length;
  const added = runs.reduce((sum, run) => sum + run.added, 0);
  if (runs.length === 0) return "No runs yet.";
  return `Records of the last ${counted(runs.length)} runs: ${counted(added)} in all${failed === 0 ? "" : `, ${counted(failed)} runs failed`}.`;
};
