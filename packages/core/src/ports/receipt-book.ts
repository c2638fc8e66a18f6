import type { PortFailure } from "../failures/port-failure.ts";
import type { OpenBatch, SheetAddress } from "../model/batch.ts";
import type { Grant } from "../model/linked-sheet.ts";

/**
 * What stands under a batch's receipt id.
 *
 * - `rows`: the batch is on the sheet. `void`: it never will be.
 * - `ours`: a mark of this link, but of another batch: the ledger went back in time.
 * - `foreign`: somebody else's mark; this batch is not on the sheet and can never be under this id.
 * - `none`: nothing was visible. Not a proof: reads may lag behind writes for tens of seconds.
 */
export type ReceiptReading = "rows" | "void" | "ours" | "foreign" | "none";

export type VoidOutcome =
  | { readonly status: "voided" }
  | { readonly status: "refused"; readonly failure: PortFailure };

/** Receipts to remove: of this link's batches from `from` to `through`, both included. */
export interface PruneRequest {
  readonly sheet: SheetAddress;
  readonly receiptBase: number;
  /** Of the link: a receipt of another link that happens to lie in the range stays. */
  readonly fingerprint: string;
  readonly from: number;
  readonly through: number;
}

/** What the sheet itself says about batches. Rejects with a `PortFailure` and nothing else. */
export interface ReceiptBook {
  /** Reads one receipt. Repeating is harmless. */
  read(grant: Grant, batch: OpenBatch): Promise<ReceiptReading>;

  /**
   * Writes a void receipt without rows, after which no request can put the batch's rows on the sheet any more.
   * Refused if the id is taken, whoever took it: then `read` decides. Repeating adds nothing.
   */
  void(grant: Grant, batch: OpenBatch): Promise<VoidOutcome>;

  /** Removes old receipts to make room. Repeating changes nothing. Removing one that a request could still meet is unsafe. */
  prune(grant: Grant, request: PruneRequest): Promise<void>;
}
