import type { SyncRunLog } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/** The row is there already, and a finished run stays finished. */
const begin: PortCall = { name: "SyncRunLog.begin", service: "store", kind: "repeatable" };

/** The first close counts. */
const finish: PortCall = { name: "SyncRunLog.finish", service: "store", kind: "repeatable" };
const recent: PortCall = { name: "SyncRunLog.recent", service: "store", kind: "read" };
const find: PortCall = { name: "SyncRunLog.find", service: "store", kind: "read" };

export const resilientSyncRunLog = (log: SyncRunLog, run: RunGuard): SyncRunLog => ({
  begin: (syncRun) => run.call(begin, () => log.begin(syncRun)),
  finish: (syncRun) => run.call(finish, () => log.finish(syncRun)),
  recent: (tenantId, page) => run.call(recent, () => log.recent(tenantId, page)),
  find: (tenantId, runId) => run.call(find, () => log.find(tenantId, runId)),
});
