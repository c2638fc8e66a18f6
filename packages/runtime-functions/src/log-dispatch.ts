import type { DispatchReport } from "@attendance-export/core";
import type { CloudLog } from "./logging/cloud-log.ts";
import { describeError } from "./logging/describe-error.ts";

/** One line for a dispatch, and one for each link that could not be asked for. */
export const logDispatch = (log: CloudLog, { asked, passedOver, failed, more }: DispatchReport): void => {
  for (const { tenantId, failure } of failed)
    log.warn("A link that is due could not be asked for; it is due again within minutes.", {
      tenantId,
      code: failure.code,
      error: describeError(failure),
    });
  log.info(`Asked for ${asked} runs.`, {
    event: "dispatch.finished",
    asked,
    passedOver,
    failed: failed.length,
    more,
  });
};
