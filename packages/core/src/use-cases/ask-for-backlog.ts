import { isPortFailure } from "../failures/port-failure.ts";
import type { TenantId } from "../model/ids.ts";
import type { Trigger } from "../model/sync-run.ts";
import type { ExportQueue } from "../ports/export-queue.ts";

/**
 * Asks for the run that follows a change of the link. The link is due by its schedule all the same, so a queue that cannot
 * be asked now delays the run and is no reason to tell the admin that the change did not work.
 */
export const askForBacklog = async (
  queue: Pick<ExportQueue, "ask">,
  tenantId: TenantId,
  trigger: Trigger,
): Promise<void> => {
  try {
    await queue.ask({ tenantId, trigger, slot: null });
  } catch (failure) {
    if (!isPortFailure(failure)) throw failure;
  }
};
