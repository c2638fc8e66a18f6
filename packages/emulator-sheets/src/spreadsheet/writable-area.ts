import { rangeText } from "../ranges/a1.ts";
import { type Area, areaOf, type GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { type Actor, guardArea } from "./protection.ts";
import type { SheetDraft } from "./sheet-draft.ts";
import type { SpreadsheetDraft } from "./spreadsheet-draft.ts";

/** Refuses a write that reaches beyond the grid; reads are clipped instead. */
export function checkInsideGrid(
  title: string,
  area: Area,
  grid: { rowCount: number; columnCount: number },
): void {
  if (area.endRow <= grid.rowCount && area.endColumn <= grid.columnCount) return;
  throw invalidArgument(
    `Range (${rangeText(title, area)}) exceeds grid limits. Max rows: ${grid.rowCount}, max columns: ${grid.columnCount}`,
  );
}

/** Cells that a request sends for a column that is not there, by its index. */
export const beyondColumn = (column: number) =>
  invalidArgument(
    `Attempting to write column: ${column}, beyond the last requested column of: ${column - 1}`,
  );

/** Cells that a request sends for a row that is not there, by its index. */
export const beyondRow = (row: number) =>
  invalidArgument(`Attempting to write row: ${row}, beyond the last requested row of: ${row - 1}`);

/** Refuses a corner outside of the grid. */
export function checkCoordinate(
  row: number,
  column: number,
  grid: { rowCount: number; columnCount: number },
): void {
  if (row >= grid.rowCount) {
    throw invalidArgument(`GridCoordinate.rowIndex[${row}] is after last row in grid[${grid.rowCount - 1}]`);
  }
  if (column >= grid.columnCount) {
    throw invalidArgument(
      `GridCoordinate.columnIndex[${column}] is after last column in grid[${grid.columnCount - 1}]`,
    );
  }
}

/**
 * The tab and the rectangle that a request about cells may write.
 *
 * @throws ApiError when there is no such grid, the range is empty, beyond the grid or protected
 */
export function writableArea(
  range: GridRange,
  draft: SpreadsheetDraft,
  actor: Actor,
): { sheet: SheetDraft; area: Area } {
  const sheet = draft.grid(range.sheetId);
  const area = areaOf(range, sheet.grid);
  if (
    area.startRow < 0 ||
    area.startColumn < 0 ||
    area.startRow >= area.endRow ||
    area.startColumn >= area.endColumn
  ) {
    throw invalidArgument(
      "GridRange must not be empty: its start indexes must be less than its end indexes.",
    );
  }
  checkInsideGrid(sheet.title, area, sheet.grid);
  guardArea(sheet, area, actor);
  return { sheet, area };
}
