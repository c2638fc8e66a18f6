import type { Ledger } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import type { PruneRequest } from "../ports/receipt-book.ts";
import type { ExportPolicy } from "./export-policy.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** Removing a few receipts costs as much as removing many, so it waits for a good number. */
const WORTH_A_CALL = 100;

/**
 * Which receipts can go: those that no request can meet any more, beyond the newest ones. A receipt outlives every possible
 * sender of its batch; removed too early, a request that comes late would write the rows again.
 */
export const prunable = (
  { ledger, sheet }: { readonly ledger: Ledger; readonly sheet: PruneRequest["sheet"] },
  now: EpochMs,
  policy: ExportPolicy,
): PruneRequest | undefined => {
  const newestKept = ledger.nextSequence - policy.receiptsKept;
  const old = ledger.milestones.filter(
    ({ sequence, at }) => sequence < newestKept && at < now - policy.receiptsKeptMs,
  );
  const through = old.at(-1)?.sequence ?? 0;
  if (through - ledger.prunedThrough < WORTH_A_CALL) return undefined;
  return {
    sheet,
    receiptBase: ledger.receiptBase,
    fingerprint: ledger.fingerprint,
    from: ledger.prunedThrough + 1,
    through,
  };
};

export const notePruned = ({ receiptBase, through }: PruneRequest): Transition<void> =>
  onLink<void>((state) => {
    const { ledger } = state;
    // The link's receipts have moved since: what was pruned were others.
    if (ledger.receiptBase !== receiptBase || ledger.prunedThrough >= through) return unchanged(undefined);
    const milestones = ledger.milestones.filter(({ sequence }) => sequence > through);
    return changed(state, { ledger: { prunedThrough: through, milestones } }, undefined);
  });
