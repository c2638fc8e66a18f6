import { hasData } from "../grid/cell.ts";
import type { GridReader } from "../grid/grid.ts";
import { type Area, clip, contains, overlaps } from "../ranges/grid-range.ts";

const isFilled = (grid: GridReader, row: number, column: number): boolean =>
  row >= 0 && column >= 0 && hasData(grid.row(row)[column]);

function anyInRow(grid: GridReader, row: number, from: number, to: number): boolean {
  if (row < 0 || row >= grid.storedRows) return false;
  const cells = grid.row(row);
  for (let column = Math.max(0, from); column < Math.min(to, cells.length); column += 1) {
    if (hasData(cells[column])) return true;
  }
  return false;
}

function anyInColumn(grid: GridReader, column: number, from: number, to: number): boolean {
  if (column < 0) return false;
  for (let row = Math.max(0, from); row < Math.min(to, grid.storedRows); row += 1) {
    if (hasData(grid.row(row)[column])) return true;
  }
  return false;
}

/** Grows a rectangle until no filled cell touches it, corners included. */
function grown(grid: GridReader, cell: Area): Area {
  let { startRow, endRow, startColumn, endColumn } = cell;
  for (let isStable = false; !isStable; ) {
    isStable = true;
    while (anyInRow(grid, startRow - 1, startColumn - 1, endColumn + 1)) {
      startRow -= 1;
      isStable = false;
    }
    while (anyInRow(grid, endRow, startColumn - 1, endColumn + 1)) {
      endRow += 1;
      isStable = false;
    }
    while (anyInColumn(grid, startColumn - 1, startRow - 1, endRow + 1)) {
      startColumn -= 1;
      isStable = false;
    }
    while (anyInColumn(grid, endColumn, startRow - 1, endRow + 1)) {
      endColumn += 1;
      isStable = false;
    }
  }
  return { startRow, endRow, startColumn, endColumn };
}

const cellArea = (row: number, column: number): Area => ({
  startRow: row,
  endRow: row + 1,
  startColumn: column,
  endColumn: column + 1,
});

/** The lowest filled cell of an area, the rightmost of its row. */
function lastFilled(grid: GridReader, area: Area): Area | undefined {
  for (let row = Math.min(area.endRow, grid.dataEnd) - 1; row >= area.startRow; row -= 1) {
    const cells = grid.row(row);
    for (let column = Math.min(area.endColumn, cells.length) - 1; column >= area.startColumn; column -= 1) {
      if (hasData(cells[column])) return cellArea(row, column);
    }
  }
  return undefined;
}

/** Filled cells that touch an area from outside: a table around an empty range must have one. */
function* around(grid: GridReader, area: Area): Generator<Area> {
  const bottom = Math.min(area.endRow, grid.dataEnd);
  for (let row = area.startRow - 1; row <= bottom; row += 1) {
    const isEdge = row < area.startRow || row >= area.endRow;
    const last = Math.min(area.endColumn, grid.columnCount);
    for (
      let column = area.startColumn - 1;
      column <= last;
      column += isEdge ? 1 : last - area.startColumn + 1
    ) {
      if (isFilled(grid, row, column)) yield cellArea(row, column);
    }
  }
}

/**
 * The table that `values.append` finds for a range, by the rule that satisfies every recorded and documented case.
 *
 * A table is a block of filled cells that touch each other, corners included, as a rectangle; one blank row or column
 * separates two of them. Of the tables that meet the range the lowest counts, then the rightmost.
 */
export function findTable(grid: GridReader, range: Area): Area | undefined {
  const area = clip(range, grid);
  const filled = lastFilled(grid, area);
  if (filled !== undefined) return grown(grid, filled);
  for (const neighbour of around(grid, area)) {
    const table = grown(grid, neighbour);
    if (overlaps(table, area) || contains(table, area)) return table;
  }
  return undefined;
}
