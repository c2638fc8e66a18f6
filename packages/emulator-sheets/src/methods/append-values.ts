import { emptyRow } from "../grid/cell.ts";
import { rangeText } from "../ranges/a1.ts";
import { resolveRange } from "../ranges/resolve-range.ts";
import { shiftLines } from "../spreadsheet/shift-lines.ts";
import { findTable } from "../values/find-table.ts";
import { writeValues } from "../values/write-values.ts";
import { writeSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";
import {
  checkSameRange,
  inputOf,
  shownUpdate,
  type WriteOptions,
  type WrittenValueRange,
  writeParameters,
} from "./values-body.ts";

/**
 * Values below the table that Google finds in the range: guessed, so rows may land in shifted columns.
 *
 * Kept faithful so that people can watch it happen; it has no guard against being repeated.
 */
export const appendValues: SheetsMethod = {
  id: "spreadsheets.values.append",
  access: "write",
  isReadScopeEnough: false,
  query: { ...writeParameters, insertDataOption: "#InsertDataOption" },
  body: { message: "ValueRange", path: "data" },
  reply: "AppendValuesResponse",
  run(call) {
    const { params, query, engine } = call;
    const values = call.body as WrittenValueRange;
    const options = query as WriteOptions;
    const spreadsheetId = params.spreadsheetId ?? "";
    const { draft, actor, commit } = writeSpreadsheet(call);
    const input = inputOf(values, options, draft);
    checkSameRange(values.range, params.range ?? "", draft);
    const { sheet, area } = resolveRange(params.range ?? "", draft);
    const table = findTable(sheet.grid, area);
    const startRow = table?.endRow ?? area.startRow;
    const startColumn = table?.startColumn ?? area.startColumn;
    const tableRange = table === undefined ? {} : { tableRange: rangeText(sheet.title, table) };
    if (query.insertDataOption === "INSERT_ROWS" && input.rows.length > 0) {
      draft.reserve(input.rows.length * sheet.grid.columnCount);
      const at = Math.min(startRow, sheet.grid.rowCount);
      sheet.grid.insertRows(
        at,
        input.rows.map(() => emptyRow),
      );
      shiftLines(draft, sheet, "ROWS", { at, inserted: input.rows.length });
    }
    const width = input.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
    const rowCount = Math.max(sheet.grid.rowCount, startRow + input.rows.length);
    const columnCount = Math.max(sheet.grid.columnCount, startColumn + width);
    draft.resize(sheet, rowCount, columnCount);
    const written = writeValues(sheet, startRow, startColumn, input, actor);
    const updates = shownUpdate(spreadsheetId, written, options, commit(), engine.clock.now());
    return { spreadsheetId, ...tableRange, updates };
  },
};
