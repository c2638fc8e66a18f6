import { parseExportRequest } from "@attendance-export/adapter-pubsub";
import { onMessagePublished } from "firebase-functions/v2/pubsub";
import { exportOptions } from "../function-options.ts";
import { handleMessage } from "../handling/handle-message.ts";
import { logRun } from "../run-summary.ts";

/** Brings one tenant's sheet up to date. Rejects only where the store fails; anything else the next run mends. */
export const exportTenantAttendance = onMessagePublished(
  exportOptions,
  handleMessage("exportTenantAttendance", parseExportRequest, async (request, { log, application }) => {
    const { tenantId, trigger } = request;
    const runLog = log.with({ tenantId, trigger });
    const report = await application.exportAttendance(runLog).execute({ tenantId, trigger });
    await logRun(runLog, application.links(), tenantId, report);
  }),
);
