import type { Row } from "../grid/cell.ts";
import type { GridDraft } from "../grid/grid-draft.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { dimensionSpan } from "../spreadsheet/dimension-span.ts";
import { guardSheet } from "../spreadsheet/protection.ts";
import { shiftLines } from "../spreadsheet/shift-lines.ts";
import { requestKind } from "./request-kind.ts";

interface MoveDimension {
  readonly source?: DimensionRange;
  readonly destinationIndex?: number;
}

function moveRows(grid: GridDraft, start: number, end: number, target: number): void {
  const rows: Row[] = [];
  for (let row = start; row < end; row += 1) rows.push(grid.row(row));
  grid.deleteRows(start, end - start);
  grid.insertRows(target, rows);
}

function moveColumns(grid: GridDraft, start: number, end: number, target: number): void {
  const count = end - start;
  const moved: Row[] = [];
  const { storedRows } = grid;
  for (let row = 0; row < storedRows; row += 1) moved.push(grid.row(row).slice(start, end));
  grid.deleteColumns(start, count);
  grid.insertColumns(target, count);
  for (const [row, cells] of moved.entries()) {
    if (cells.length === 0) continue;
    const next = [...grid.row(row)];
    while (next.length < target) next.push(null);
    for (let offset = 0; offset < count; offset += 1) next[target + offset] = cells[offset] ?? null;
    grid.setRow(row, next);
  }
}

/** Rows or columns to another place of the same tab; their metadata goes with them. */
export const moveDimension = requestKind<MoveDimension>(
  "moveDimension",
  ({ source, destinationIndex = 0 }, { draft, actor }) => {
    const { sheet, dimension, start, end, size } = dimensionSpan(source, draft);
    if (end > size || destinationIndex > size || destinationIndex < 0) {
      throw invalidArgument("The source and the destination must lie inside of the grid.");
    }
    if (destinationIndex > start && destinationIndex < end) {
      throw invalidArgument("destinationIndex must not lie inside of the source.");
    }
    guardSheet(sheet, actor);
    const target = destinationIndex > start ? destinationIndex - (end - start) : destinationIndex;
    if (dimension === "ROWS") moveRows(sheet.grid, start, end, target);
    else moveColumns(sheet.grid, start, end, target);
    shiftLines(draft, sheet, dimension, { from: start, to: end, destination: destinationIndex });
  },
);
