import {
  type Grant,
  isPortFailure,
  isReceiptOf,
  type OpenBatch,
  type PruneRequest,
  RECEIPT_KEY,
  type ReceiptBook,
  type ReceiptReading,
  readMark,
  type VoidOutcome,
  voidMark,
} from "@attendance-export/core";
import { isMissingMark } from "./google-failure.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { createMark } from "./mark-request.ts";
import { markOf, removeMarks, searchMarks } from "./marks.ts";

/** The receipts as developer metadata of the spreadsheet. */
export class GoogleReceiptBook implements ReceiptBook {
  readonly #api: GoogleSheetsApi;

  constructor(api: GoogleSheetsApi) {
    this.#api = api;
  }

  async read(grant: Grant, { sheet, receipt }: OpenBatch): Promise<ReceiptReading> {
    const { spreadsheetId } = sheet;
    try {
      const data = await this.#api.read(grant, spreadsheetId, (sheets, options) =>
        sheets.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId: receipt.id }, options),
      );
      return readMark(receipt, markOf(data));
    } catch (thrown) {
      if (isPortFailure(thrown) && isMissingMark(thrown)) return "none";
      throw thrown;
    }
  }

  async void(grant: Grant, { sheet, receipt }: OpenBatch): Promise<VoidOutcome> {
    const requests = [createMark(receipt.id, voidMark(receipt))];
    const result = await this.#api.batchUpdate(grant, sheet.spreadsheetId, requests);
    return result.status === "written" ? { status: "voided" } : result;
  }

  async prune(grant: Grant, { sheet, receiptBase, fingerprint, from, through }: PruneRequest): Promise<void> {
    const { spreadsheetId } = sheet;
    const lookup = { locationType: "SPREADSHEET", metadataKey: RECEIPT_KEY };
    const find = async () => {
      const marks = await searchMarks(this.#api, grant, spreadsheetId, [lookup]);
      return marks.filter(
        (mark) =>
          mark.id >= receiptBase + from && mark.id <= receiptBase + through && isReceiptOf(fingerprint, mark),
      );
    };
    await removeMarks(this.#api, grant, spreadsheetId, { found: await find(), find });
  }
}
