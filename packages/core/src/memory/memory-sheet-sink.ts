import { PortFailure } from "../failures/port-failure.ts";
import type { SealedBatch, SheetAddress } from "../model/batch.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { AppendOutcome, SheetSink } from "../ports/sheet-sink.ts";
import { rowsMark } from "../protocol/receipt-mark.ts";
import type { MemorySpreadsheets } from "./memory-spreadsheets.ts";
import { orRefused } from "./or-refused.ts";

export class MemorySheetSink implements SheetSink {
  readonly #service: MemorySpreadsheets;

  constructor(service: MemorySpreadsheets) {
    this.#service = service;
  }

  async append(grant: Grant, { batch, rows }: SealedBatch): Promise<AppendOutcome> {
    const { sheet, receipt } = batch;
    return orRefused(() => {
      this.#service.requestOn(grant, sheet.spreadsheetId, (file) => {
        const append = { tabId: sheet.tabId, rows: rows.map((row) => row.cells) };
        file.write([{ mark: { id: receipt.id, ...rowsMark(receipt) }, append }]);
      });
      return { status: "appended" };
    });
  }

  async probe(grant: Grant, sheet: SheetAddress): Promise<void> {
    this.#service.requestOn(grant, sheet.spreadsheetId, (file) => {
      if (file.tab(sheet.tabId) === undefined)
        throw new PortFailure("tab-missing", `there is no tab with the id ${sheet.tabId}`);
    });
  }
}
