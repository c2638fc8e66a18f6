import { applyCellData, type CellData, cellMask } from "../grid/cell-data.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface RepeatCell {
  readonly range?: GridRange;
  readonly cell?: CellData;
  readonly fields?: string;
}

/** The same cell data over a whole range. An unbounded range reaches to the edge of the grid and no further. */
export const repeatCell = requestKind<RepeatCell>(
  "repeatCell",
  ({ range = {}, cell, fields }, { draft, actor }) => {
    const mask = cellMask(fields, draft.sheets);
    const { sheet, area } = writableArea(range, draft, actor);
    const { grid } = sheet;
    for (let row = area.startRow; row < area.endRow; row += 1) {
      const present = grid.row(row);
      const cells = Array.from(
        { length: Math.max(area.endColumn, present.length) },
        (_, column) => present[column] ?? null,
      );
      for (let column = area.startColumn; column < area.endColumn; column += 1) {
        cells[column] = applyCellData(present[column], cell, mask);
      }
      grid.setRow(row, cells);
    }
  },
);
