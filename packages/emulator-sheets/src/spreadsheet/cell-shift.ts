import { type Cell, isRich } from "../grid/cell.ts";
import type { GridDraft } from "../grid/grid-draft.ts";
import type { Area } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";

/** The cells that move when an area is inserted or deleted: below it, or to its right. */
function moving(area: Area, isDown: boolean, grid: GridDraft): Area {
  return isDown ? { ...area, endRow: grid.storedRows } : { ...area, endColumn: grid.columnCount };
}

function checkNoArrayFormula(grid: GridDraft, area: Area): void {
  for (let row = area.startRow; row < Math.min(area.endRow, grid.storedRows); row += 1) {
    const cells = grid.row(row).slice(area.startColumn, area.endColumn);
    if (cells.some((cell) => isRich(cell) && /^=\s*ARRAYFORMULA\s*\(/i.test(cell.formula ?? ""))) {
      throw invalidArgument("You cannot insert or delete cells over an array formula.");
    }
  }
}

function writeColumns(grid: GridDraft, row: number, startColumn: number, cells: readonly Cell[]): void {
  const next = [...grid.row(row)];
  while (next.length < startColumn + cells.length) next.push(null);
  next.splice(startColumn, cells.length, ...cells);
  grid.setRow(row, next);
}

const cellsAt = (grid: GridDraft, row: number, from: number, to: number): Cell[] =>
  Array.from({ length: to - from }, (_, offset) => grid.row(row)[from + offset] ?? null);

/** Takes an area out; what lies below it, or to its right, moves in. Only cells move, not merges or protections. */
export function deleteArea(grid: GridDraft, area: Area, isUp: boolean): void {
  checkNoArrayFormula(grid, moving(area, isUp, grid));
  const { startRow, endRow, startColumn, endColumn } = area;
  if (isUp) {
    const height = endRow - startRow;
    for (let row = startRow; row < grid.storedRows; row += 1) {
      writeColumns(grid, row, startColumn, cellsAt(grid, row + height, startColumn, endColumn));
    }
    return;
  }
  for (let row = startRow; row < Math.min(endRow, grid.storedRows); row += 1) {
    const cells = grid.row(row);
    grid.setRow(row, [...cells.slice(0, startColumn), ...cells.slice(endColumn)]);
  }
}

/** Puts blank cells in; what was there moves down or to the right. The grid must have room for it. */
export function insertArea(grid: GridDraft, area: Area, isDown: boolean): void {
  checkNoArrayFormula(grid, moving(area, isDown, grid));
  const { startRow, endRow, startColumn, endColumn } = area;
  const blank = new Array<Cell>(endColumn - startColumn).fill(null);
  if (isDown) {
    const height = endRow - startRow;
    for (let row = grid.storedRows - 1; row >= startRow; row -= 1) {
      writeColumns(grid, row + height, startColumn, cellsAt(grid, row, startColumn, endColumn));
    }
    for (let row = startRow; row < Math.min(endRow, grid.storedRows); row += 1) {
      writeColumns(grid, row, startColumn, blank);
    }
    return;
  }
  for (let row = startRow; row < Math.min(endRow, grid.storedRows); row += 1) {
    const cells = grid.row(row);
    if (cells.length > startColumn) {
      grid.setRow(row, [...cells.slice(0, startColumn), ...blank, ...cells.slice(startColumn)]);
    }
  }
}
