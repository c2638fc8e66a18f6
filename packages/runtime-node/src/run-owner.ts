import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { type RunId, runId } from "@attendance-export/core";
import { systemErrorCode } from "./user-error.ts";

const OWNER = /^run_([0-9a-f]{8})_(\d+)_/;
const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** Names a run after the process that makes it, so that others on this host can see whether it still lives. */
export const runIdOfThisProcess = (unique: string): RunId => runId(`run_${host}_${process.pid}_${unique}`);

/**
 * Whether the run's process is known to have died: then its lease can be taken at once instead of after minutes.
 * A wrong guess costs work and nothing else, since no safety rests on leases. False for runs of other hosts.
 */
export const isOfDeadProcess = (id: RunId, isMine: (id: RunId) => boolean): boolean => {
  const [, ownerHost, pid] = OWNER.exec(id) ?? [];
  if (ownerHost !== host || pid === undefined) return false;
  // A container's first process has the same number after every start.
  if (Number(pid) === process.pid) return !isMine(id);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (cause) {
    return systemErrorCode(cause) === "ESRCH";
  }
};
