import { askForBacklog, runId, type TenantId } from "@attendance-export/core";
import type { StartedRun } from "@attendance-export/http-api";
import type { ApiWork, Application } from "../application.ts";
import type { CloudLog } from "../logging/cloud-log.ts";
import { logRun } from "../run-summary.ts";

/** What a run within a request takes. */
export interface RequestRunParts extends Pick<Application, "links"> {
  api(): Pick<ApiWork, "stores" | "exportNow" | "queue">;
}

const trigger = "manual";

/**
 * A run within a request. Two at once are told apart by the link's lease: the second one's report says that another is at
 * work. A backlog beyond one request's time is the queue's, without anybody waiting for the next slot.
 */
export const startRun = (parts: RequestRunParts, tenantId: TenantId, requestLog: CloudLog): StartedRun => {
  const { stores, exportNow, queue } = parts.api();
  const id = runId(stores().ids.fresh());
  const log = requestLog.with({ tenantId, trigger });
  const run = async () => {
    const report = await exportNow(log).execute({ tenantId, trigger, runId: id });
    await logRun(log, parts.links(), tenantId, report);
    if (report.status === "ran" && report.ending.status === "out-of-time")
      await askForBacklog(queue(), tenantId, trigger);
    return report;
  };
  return { status: "started", runId: id, report: run() };
};
