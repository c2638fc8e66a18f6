import type { OpenBatch } from "../model/batch.ts";
import type { Ledger, LinkState } from "../model/linked-sheet.ts";

/**
 * A batch that was left open on the sheet that is linked now, from an earlier time when it was linked. Its rows may be there
 * or still arrive, so nothing is planned on the sheet before its receipt has decided it.
 */
export const orphanOfThisSheet = ({ link, ledger }: LinkState): OpenBatch | undefined =>
  ledger.open === null
    ? ledger.orphans.find((orphan) => orphan.sheet.spreadsheetId === link.sheet.spreadsheetId)
    : undefined;

/**
 * Makes the orphan the open batch again, to be given up by a void receipt. That costs a number of the sequence: a run that
 * read the backlog before must not plan the orphan's records after somebody else has found them on the sheet.
 */
export const adoptOrphan = (ledger: Ledger, orphan: OpenBatch): Ledger => ({
  ...ledger,
  nextSequence: ledger.nextSequence + 1,
  open: orphan,
  orphans: ledger.orphans.filter((other) => other.sequence !== orphan.sequence),
});
