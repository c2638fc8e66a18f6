import type { LinkState } from "../../model/linked-sheet.ts";
import { expiryIsNear, reminderIsDue } from "../../protocol/remind.ts";
import type { RunContext } from "./run-context.ts";

/** Puts reminders and warnings into the outbox that are due; on an ordinary day that costs no call. */
export const keepInformed = async (run: RunContext, { link }: LinkState): Promise<void> => {
  const { ports, protocol, tenantId } = run;
  const now = ports.clock.now();
  if (reminderIsDue(link, now)) await ports.ledger.transact(tenantId, protocol.remindAdmins(now));
  if (expiryIsNear(link, now)) await ports.ledger.transact(tenantId, protocol.warnOfExpiry(now));
};
