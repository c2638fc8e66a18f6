import { applyCellData, type CellData, cellMask } from "../grid/cell-data.ts";
import { addSheet } from "../requests/add-sheet.ts";
import type { RequestContext } from "../requests/request-kind.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { shownSpreadsheet } from "../spreadsheet/shown-spreadsheet.ts";
import { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import type { WrittenSheetProperties } from "../spreadsheet/written-sheet-properties.ts";
import { isTimeZone } from "../values/serial-date.ts";
import type { SheetsMethod } from "./sheets-method.ts";

interface WrittenGridData {
  readonly startRow?: number;
  readonly startColumn?: number;
  readonly rowData?: readonly { readonly values?: readonly CellData[] }[];
}

interface WrittenSheet {
  readonly properties?: WrittenSheetProperties;
  readonly data?: readonly WrittenGridData[];
}

interface WrittenSpreadsheet {
  readonly properties?: { readonly title?: string; readonly locale?: string; readonly timeZone?: string };
  readonly sheets?: readonly WrittenSheet[];
}

const emulatedFields: Readonly<Record<string, readonly string[]>> = {
  Spreadsheet: ["properties", "sheets", "spreadsheetId", "spreadsheetUrl"],
  SpreadsheetProperties: ["title", "locale", "timeZone", "autoRecalc"],
  Sheet: ["properties", "data"],
  GridData: ["startRow", "startColumn", "rowData"],
};

function checkFields(message: string, value: object): void {
  const unknown = Object.keys(value).find((name) => !emulatedFields[message]?.includes(name));
  if (unknown !== undefined) throw notEmulated(`Creating a spreadsheet with ${message}.${unknown}`);
}

function writeData(data: WrittenGridData, draft: SpreadsheetDraft, sheetIndex: number): void {
  checkFields("GridData", data);
  const sheet = draft.sheets[sheetIndex];
  if (sheet === undefined) return;
  const { startRow = 0, startColumn = 0, rowData = [] } = data;
  const width = rowData.reduce((widest, row) => Math.max(widest, row.values?.length ?? 0), 0);
  const { grid } = sheet;
  const rowCount = Math.max(grid.rowCount, startRow + rowData.length);
  const columnCount = Math.max(grid.columnCount, startColumn + width);
  if (rowCount > grid.rowCount || columnCount > grid.columnCount) draft.resize(sheet, rowCount, columnCount);
  const mask = cellMask("*", draft.sheets);
  for (const [index, { values = [] }] of rowData.entries()) {
    const row = [...grid.row(startRow + index)];
    while (row.length < startColumn) row.push(null);
    for (const [column, cell] of values.entries())
      row[startColumn + column] = applyCellData(undefined, cell, mask);
    grid.setRow(startRow + index, row);
  }
}

function addSheets(sheets: readonly WrittenSheet[], draft: SpreadsheetDraft, context: RequestContext): void {
  if (sheets.length === 0) return;
  draft.sheets = [];
  for (const [index, sheet] of sheets.entries()) {
    checkFields("Sheet", sheet);
    const properties = { sheetId: index === 0 ? 0 : undefined, ...sheet.properties };
    addSheet.apply({ properties } as never, context);
    for (const data of sheet.data ?? []) writeData(data, draft, index);
  }
}

/** A new spreadsheet in the caller's Drive, with the tabs and cells that are sent along. */
export const createSpreadsheet: SheetsMethod = {
  id: "spreadsheets.create",
  access: "write",
  isReadScopeEnough: false,
  query: {},
  body: { message: "Spreadsheet", path: "" },
  reply: "Spreadsheet",
  run({ engine, caller, body }) {
    const { files, random, world, clock } = engine;
    const written = body as WrittenSpreadsheet;
    checkFields("Spreadsheet", written);
    checkFields("SpreadsheetProperties", written.properties ?? {});
    const {
      title = "Untitled spreadsheet",
      locale = "en_US",
      timeZone = "Etc/GMT",
    } = written.properties ?? {};
    if (!isTimeZone(timeZone)) throw invalidArgument(`Invalid properties: Invalid time zone: ${timeZone}`);
    const actor = { email: caller.email, projectNumber: caller.projectNumber, isOwner: true };
    const nowMs = clock.now();
    const draft = new SpreadsheetDraft(files.blank(title, locale, timeZone), files.store);
    addSheets(written.sheets ?? [], draft, { draft, random, actor, world, nowMs });
    const spreadsheet = draft.finish();
    const file = files.create({
      owner: caller.email,
      project: caller.projectNumber,
      name: title,
      spreadsheet,
    });
    return shownSpreadsheet(file.id, spreadsheet, {
      actor,
      nowMs,
      url: engine.url(),
      ranges: [],
      hasGridData: false,
    });
  },
};
