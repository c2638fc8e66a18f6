import { type ReactElement, useState } from "react";
import type { Link } from "../../model/link.ts";
import { counted } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";

interface RunProgressProps {
  readonly link: Link;
  readonly runs: readonly SyncRun[];
}

/** How far the run at work has come, by the backlog that falls while it works. */
export const RunProgress = ({ link, runs }: RunProgressProps): ReactElement => {
  const waiting = link.records?.waiting ?? 0;
  const runId = link.running?.runId ?? runs[0]?.id;
  const [start, setStart] = useState({ runId, waiting });
  // Another run, or records that were approved since: what there is to do is counted anew.
  if (start.runId !== runId || waiting > start.waiting) setStart({ runId, waiting });
  const told = runs[0]?.status === "running" ? runs[0].added : 0;
  const added = Math.max(link.running?.added ?? 0, told, start.waiting - waiting);
  const total = added + waiting;
  // Without a number nobody knows how far it is; the bar then only moves.
  const value = total === 0 ? {} : { value: Math.round((100 * added) / total) };
  return (
    <div className="progress">
      <progress aria-label="Sync" max={100} {...value} />
      <p>{total === 0 ? "Looking for new records…" : `${counted(added)} of ${counted(total)} records`}</p>
    </div>
  );
};
