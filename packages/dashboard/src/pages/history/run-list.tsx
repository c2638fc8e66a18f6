import type { ReactElement } from "react";
import { sentenceOfCode } from "../../model/mending.ts";
import { duration, records } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { Moment } from "../../ui/moment.tsx";
import { RunOutcomeMark } from "./run-outcome-mark.tsx";
import { triggerWords } from "./trigger-words.ts";

interface RunListProps {
  readonly runs: readonly SyncRun[];
  readonly tenant: string;
  readonly zone: string;
  /** Whether the day stands above the list, so that the time alone says when. */
  readonly isOfOneDay?: boolean;
}

/** Runs, newest first, each a link to its own page. */
export const RunList = ({ runs, tenant, zone, isOfOneDay = false }: RunListProps): ReactElement => (
  <ul className="runs">
    {runs.map((run) => (
      <li key={run.id}>
        <Anchor className="run" href={path.run(tenant, run.id)}>
          <RunOutcomeMark outcome={run.status} />
          <span className="run-when">
            <Moment at={run.startedAt} zone={zone} as={isOfOneDay ? "time" : "clock"} />
            <span className="run-trigger">{triggerWords(run.trigger)}</span>
          </span>
          <span className="run-what">{whatHappened(run)}</span>
          <span className="run-took">{run.durationMs === null ? "" : duration(run.durationMs)}</span>
        </Anchor>
      </li>
    ))}
  </ul>
);

const whatHappened = (run: SyncRun): string => {
  const aside = run.setAside === 0 ? "" : `, ${records(run.setAside)} set aside`;
  if (run.status === "failed") return sentenceOfCode(run.errorCode) ?? run.errorMessage ?? "Failed";
  if (run.status === "running") return run.added === 0 ? "At work" : `At work: ${records(run.added)} so far`;
  return run.added === 0 && aside === "" ? "Nothing new" : `${records(run.added)} added${aside}`;
};
