import { type AdminNotifier, isPortFailure } from "@attendance-export/core";
import type { CloudLog } from "./logging/cloud-log.ts";
import { describeError } from "./logging/describe-error.ts";

/** The notifier with a line for each notice: the core keeps what was not taken in its outbox and says nothing. */
export const loggedNotifier = (notifier: AdminNotifier, log: CloudLog): AdminNotifier => ({
  tell: async (tenantId, notice, link) => {
    const fields = { tenantId, noticeId: notice.id, noticeKind: notice.kind };
    try {
      await notifier.tell(tenantId, notice, link);
    } catch (failure) {
      if (isPortFailure(failure))
        log.warn(`The notice “${notice.kind}” was not taken; the next run tries again.`, {
          ...fields,
          event: "notice.untold",
          code: failure.code,
          error: describeError(failure),
        });
      throw failure;
    }
    log.info(`The admins were told “${notice.kind}”.`, { ...fields, event: "notice.told" });
  },
});
