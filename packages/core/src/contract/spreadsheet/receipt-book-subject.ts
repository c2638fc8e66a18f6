import type { ReceiptBook } from "../../ports/receipt-book.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";

/** The book together with the sink whose receipts it reads: their promises hold only between them. */
export interface ReceiptBookSubject extends SheetSinkSubject {
  readonly book: ReceiptBook;
}
