import { isPortFailure } from "../../failures/port-failure.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Hands the outbox over, then crosses it off. A crash between the two tells a notice twice, under the same id; the other
 * order would lose it. A notice that cannot be handed over stays for the next run and fails no export.
 */
export const tellAdmins = async ({ ports, protocol, tenantId }: RunContext): Promise<void> => {
  const state = await ports.ledger.transact(tenantId, protocol.readLink);
  for (const notice of state?.ledger.outbox ?? []) {
    if (state === undefined) return;
    try {
      await ports.notifier.tell(tenantId, notice, state.link);
    } catch (failure) {
      if (isPortFailure(failure)) return;
      throw failure;
    }
    await ports.ledger.transact(tenantId, protocol.acknowledgeNotice(notice.id, ports.clock.now()));
  }
};
