import { applyCellData, type CellData, cellMask } from "../grid/cell-data.ts";
import type { Area, GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { beyondColumn, beyondRow, checkCoordinate, writableArea } from "../spreadsheet/writable-area.ts";
import { type RequestContext, requestKind } from "./request-kind.ts";

type CellRows = readonly { readonly values?: readonly CellData[] }[];

interface UpdateCells {
  readonly range?: GridRange;
  readonly start?: { readonly sheetId?: number; readonly rowIndex?: number; readonly columnIndex?: number };
  readonly rows?: CellRows;
  readonly fields?: string;
}

/** With `start` the rows say how far it reaches; with `range` they must fit, and cells without data are emptied. */
function target(
  request: UpdateCells,
  rows: CellRows,
  { draft, actor }: RequestContext,
): { sheet: SheetDraft; area: Area } {
  const width = rows.reduce((widest, row) => Math.max(widest, row.values?.length ?? 0), 0);
  if (request.start !== undefined) {
    const { sheetId, rowIndex = 0, columnIndex = 0 } = request.start;
    const sheet = draft.grid(sheetId);
    const area = {
      startRow: rowIndex,
      endRow: rowIndex + rows.length,
      startColumn: columnIndex,
      endColumn: columnIndex + width,
    };
    checkCoordinate(rowIndex, columnIndex, sheet.grid);
    if (area.endColumn > sheet.grid.columnCount) throw beyondColumn(sheet.grid.columnCount);
    if (area.endRow > sheet.grid.rowCount) throw beyondRow(sheet.grid.rowCount);
    guardArea(sheet, area, actor);
    return { sheet, area };
  }
  if (request.range === undefined) throw invalidArgument("One of 'start' or 'range' must be set.");
  const { sheet, area } = writableArea(request.range, draft, actor);
  if (rows.length > area.endRow - area.startRow) throw beyondRow(area.endRow);
  if (width > area.endColumn - area.startColumn) throw beyondColumn(area.endColumn);
  return { sheet, area };
}

/** Cell data at a place; what the mask names and the data lacks is removed from the cell. */
export const updateCells = requestKind<UpdateCells>("updateCells", (request, context) => {
  const { rows = [] } = request;
  const mask = cellMask(request.fields, context.draft.sheets);
  const { sheet, area } = target(request, rows, context);
  const isBounded = request.start === undefined;
  for (let row = area.startRow; row < area.endRow; row += 1) {
    const values = rows[row - area.startRow]?.values ?? [];
    const present = sheet.grid.row(row);
    const end = isBounded ? area.endColumn : area.startColumn + values.length;
    if (values.length === 0 && present.length <= area.startColumn) continue;
    const cells = [...present];
    while (cells.length < end) cells.push(null);
    for (let column = area.startColumn; column < end; column += 1) {
      cells[column] = applyCellData(present[column], values[column - area.startColumn], mask);
    }
    sheet.grid.setRow(row, cells);
  }
});
