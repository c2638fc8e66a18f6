import { isPortFailure } from "../../failures/port-failure.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { RunContext } from "./run-context.ts";

/** Makes room for new receipts once in a hundred batches. It can wait: a failure is left to the next run. */
export const pruneOldReceipts = async (run: RunContext, { link, ledger }: LinkState): Promise<void> => {
  const { ports, policy, protocol, tenantId, grant } = run;
  const request = protocol.prunable({ ledger, sheet: link.sheet }, ports.clock.now(), policy);
  if (request === undefined) return;
  try {
    await ports.receipts.prune(grant, request);
  } catch (failure) {
    if (isPortFailure(failure)) return;
    throw failure;
  }
  // After, not before: noted first and never done, the receipts would stay for ever.
  await ports.ledger.transact(tenantId, protocol.notePruned(request));
};
