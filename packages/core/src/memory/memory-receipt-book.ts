import type { OpenBatch } from "../model/batch.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { PruneRequest, ReceiptBook, ReceiptReading, VoidOutcome } from "../ports/receipt-book.ts";
import { isReceiptOf, readMark, voidMark } from "../protocol/receipt-mark.ts";
import type { MemorySpreadsheets } from "./memory-spreadsheets.ts";
import { orRefused } from "./or-refused.ts";

export class MemoryReceiptBook implements ReceiptBook {
  readonly #service: MemorySpreadsheets;

  constructor(service: MemorySpreadsheets) {
    this.#service = service;
  }

  async read(grant: Grant, { sheet, receipt }: OpenBatch): Promise<ReceiptReading> {
    return this.#service.requestOn(grant, sheet.spreadsheetId, (file) => {
      const mark = file.mark(receipt.id);
      return mark === undefined ? "none" : readMark(receipt, mark);
    });
  }

  async void(grant: Grant, { sheet, receipt }: OpenBatch): Promise<VoidOutcome> {
    return orRefused(() => {
      this.#service.requestOn(grant, sheet.spreadsheetId, (file) =>
        file.write([{ mark: { id: receipt.id, ...voidMark(receipt) } }]),
      );
      return { status: "voided" };
    });
  }

  async prune(grant: Grant, { sheet, receiptBase, fingerprint, from, through }: PruneRequest): Promise<void> {
    this.#service.requestOn(grant, sheet.spreadsheetId, (file) => {
      const isOld = ({ id }: { readonly id: number }): boolean =>
        id >= receiptBase + from && id <= receiptBase + through;
      file.removeMarks(
        file.marks.filter((mark) => isOld(mark) && isReceiptOf(fingerprint, mark)).map(({ id }) => id),
      );
    });
  }
}
