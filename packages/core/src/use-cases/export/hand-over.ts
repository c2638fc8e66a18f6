import { isPortFailure } from "../../failures/port-failure.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Hands over what waits in the outbox: notices to the admins, dead letters to the operators' queue; then crosses it off.
 * A crash between the two tells a thing twice, under the same id; the other order would lose it. What cannot be handed
 * over stays for the next run and fails no export; that one of the two takers is out does not keep things from the other.
 */
export const handOver = async (run: RunContext): Promise<void> => {
  const { ports, protocol, tenantId } = run;
  const state = await ports.ledger.transact(tenantId, protocol.readLink);
  if (state === undefined) return;
  await tellAdmins(run, state);
  await buryLetters(run, state);
};

const tellAdmins = async ({ ports, protocol, tenantId }: RunContext, state: LinkState): Promise<void> => {
  for (const notice of state.ledger.outbox) {
    if (!(await delivered(() => ports.notifier.tell(tenantId, notice, state.link)))) return;
    await ports.ledger.transact(tenantId, protocol.acknowledgeNotice(notice.id, ports.clock.now()));
  }
};

export const buryLetters = async (
  { ports, protocol, tenantId }: RunContext,
  state: LinkState,
): Promise<void> => {
  for (const letter of state.ledger.deadLetters) {
    if (!(await delivered(() => ports.queue.bury(letter)))) return;
    await ports.ledger.transact(tenantId, protocol.acknowledgeLetter(letter.id));
  }
};

/** False if it could not be handed over; the outbox keeps it. */
const delivered = async (hand: () => Promise<void>): Promise<boolean> => {
  try {
    await hand();
    return true;
  } catch (failure) {
    if (isPortFailure(failure)) return false;
    throw failure;
  }
};
