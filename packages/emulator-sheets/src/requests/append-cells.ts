import { applyCellData, type CellData, cellMask } from "../grid/cell-data.ts";
import { notEmulated } from "../server/api-error.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import { beyondColumn } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface AppendCells {
  readonly sheetId?: number;
  readonly tableId?: string;
  readonly rows?: readonly { readonly values?: readonly CellData[] }[];
  readonly fields?: string;
}

/**
 * Rows after the last row with data, from column A on. Replies nothing: the caller never learns where they went.
 *
 * The last row is judged over all columns; formats and notes alone do not count as data. The grid grows by exactly the
 * rows that are missing, and not by columns: a row that is too wide refuses the request (reported live).
 */
export const appendCells = requestKind<AppendCells>("appendCells", (request, { draft, actor }) => {
  if (request.tableId !== undefined) throw notEmulated("appendCells.tableId");
  const sheet = draft.grid(request.sheetId);
  const mask = cellMask(request.fields, draft.sheets);
  const rows = request.rows ?? [];
  const { grid } = sheet;
  const start = grid.dataEnd;
  const end = start + rows.length;
  const width = rows.reduce((widest, row) => Math.max(widest, row.values?.length ?? 0), 0);
  if (width > grid.columnCount) throw beyondColumn(grid.columnCount);
  if (end > grid.rowCount) draft.resize(sheet, end, grid.columnCount);
  guardArea(sheet, { startRow: start, endRow: end, startColumn: 0, endColumn: Math.max(width, 1) }, actor);
  for (const [index, { values = [] }] of rows.entries()) {
    const present = grid.row(start + index);
    const cells = values.map((data, column) => applyCellData(present[column], data, mask));
    grid.setRow(
      start + index,
      present.length > cells.length ? [...cells, ...present.slice(cells.length)] : cells,
    );
  }
});
