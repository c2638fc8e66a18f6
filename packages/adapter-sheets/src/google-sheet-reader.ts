import {
  type Grant,
  PortFailure,
  type SheetAddress,
  type SheetPage,
  type SheetReader,
  type SheetRow,
} from "@attendance-export/core";
import { columnName, quotedTitle } from "./a1.ts";
import { field, items } from "./google-answer.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { findTab } from "./tabs.ts";

type PlainCell = SheetRow["cells"][number];

/** Reads pages of a tab by `values.get`, with values as the sheet holds them and not as it shows them. */
export class GoogleSheetReader implements SheetReader {
  readonly #api: GoogleSheetsApi;

  constructor(api: GoogleSheetsApi) {
    this.#api = api;
  }

  async read(
    grant: Grant,
    sheet: SheetAddress,
    { fromRow, rows }: SheetPage,
  ): Promise<readonly SheetRow[] | undefined> {
    const { spreadsheetId } = sheet;
    // Values are addressed by the tab's title, which people change; one remembered from the last page may be another
    // tab's by now. So each page costs two reads: whoever audits asks for large pages.
    const tab = await findTab(this.#api, grant, sheet);
    if (fromRow > tab.rowCount) return undefined;
    const lastRow = Math.min(fromRow + rows - 1, tab.rowCount);
    const range = `${quotedTitle(tab.title)}!A${fromRow}:${columnName(tab.columnCount)}${lastRow}`;
    const data = await this.#api.read(grant, spreadsheetId, (sheets, options) =>
      sheets.spreadsheets.values.get(
        {
          spreadsheetId,
          range,
          majorDimension: "ROWS",
          valueRenderOption: "UNFORMATTED_VALUE",
          dateTimeRenderOption: "SERIAL_NUMBER",
        },
        options,
      ),
    );
    return items(field(data, "values"))
      .map((values, index) => ({ rowNumber: fromRow + index, cells: cellsOf(values) }))
      .filter(({ cells }) => cells.length > 0);
  }
}

const cellsOf = (values: unknown): readonly PlainCell[] => {
  const cells = items(values).map(cellOf);
  while (cells.at(-1) === null) cells.pop();
  return cells;
};

/** An empty cell before a filled one comes as an empty text. */
const cellOf = (value: unknown): PlainCell => {
  if (value === "" || value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new PortFailure("answer-malformed", `Google Sheets gave a cell of the type ${typeof value}`);
};
