import type { PortFailure } from "../failures/port-failure.ts";
import type { SealedBatch, SheetAddress } from "../model/batch.ts";
import type { Grant } from "../model/linked-sheet.ts";

/**
 * - `appended`: this call put the rows on the sheet.
 * - `refused`: the service would not, for the reason in `failure`. Says nothing about earlier calls: the receipt does.
 */
export type AppendOutcome =
  | { readonly status: "appended" }
  | { readonly status: "refused"; readonly failure: PortFailure };

/** Where exported attendance ends up. Rejects with a `PortFailure` and nothing else. */
export interface SheetSink {
  /**
   * Puts the batch's rows on its sheet together with its receipt, all or none, once.
   *
   * Calling again with the same batch, from any process, at any later time, adds nothing: the sheet holds the receipt and
   * the call is refused. So a caller that got an error for an answer repeats the call. A caller that got no answer first
   * reads the receipt (`ReceiptBook.read`): two identical requests at one moment are the one case without evidence.
   * Does not promise where the rows stand, only that they come after the last row with data when written.
   */
  append(grant: Grant, batch: SealedBatch): Promise<AppendOutcome>;

  /** One cheap read: resolves if the sheet can be reached with this grant, rejects with what is wrong if not. */
  probe(grant: Grant, sheet: SheetAddress): Promise<void>;
}
