import {
  type AppendOutcome,
  type Grant,
  PortFailure,
  rowsMark,
  type SealedBatch,
  type SheetAddress,
  type SheetSink,
} from "@attendance-export/core";
import { CELL_FIELDS, isUnfit, rowData } from "./cell-data.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { createMark } from "./mark-request.ts";
import { findTab } from "./tabs.ts";

/** The sink on Google Sheets: one batch, one request. */
export class GoogleSheetSink implements SheetSink {
  readonly #api: GoogleSheetsApi;

  constructor(api: GoogleSheetsApi) {
    this.#api = api;
  }

  async append(grant: Grant, { batch, rows }: SealedBatch): Promise<AppendOutcome> {
    const { sheet, receipt } = batch;
    if (rows.some(({ cells }) => cells.some(isUnfit)))
      return { status: "refused", failure: new PortFailure("content-refused", "a number is not finite") };
    // Not `values.append`: repeated after a lost answer, it would write the rows twice. The receipt comes first, so that
    // a repeat is refused because of it and of nothing else.
    const result = await this.#api.batchUpdate(grant, sheet.spreadsheetId, [
      createMark(receipt.id, rowsMark(receipt)),
      {
        appendCells: {
          sheetId: sheet.tabId,
          rows: rows.map(({ cells }) => rowData(cells)),
          fields: CELL_FIELDS,
        },
      },
    ]);
    return result.status === "written" ? { status: "appended" } : result;
  }

  async probe(grant: Grant, sheet: SheetAddress): Promise<void> {
    await findTab(this.#api, grant, sheet);
  }
}
