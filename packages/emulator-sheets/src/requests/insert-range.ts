import type { GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { insertArea } from "../spreadsheet/cell-shift.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface InsertRange {
  readonly range?: GridRange;
  readonly shiftDimension?: string;
}

/** Blank cells in between, others move away; the grid grows where it must. */
export const insertRange = requestKind<InsertRange>(
  "insertRange",
  ({ range = {}, shiftDimension }, { draft, actor }) => {
    if (shiftDimension !== "ROWS" && shiftDimension !== "COLUMNS")
      throw invalidArgument("No dimension specified.");
    const { sheet, area } = writableArea(range, draft, actor);
    const { grid } = sheet;
    const isDown = shiftDimension === "ROWS";
    const rows = Math.max(grid.rowCount, isDown ? grid.storedRows + area.endRow - area.startRow : 0);
    let columns = grid.columnCount;
    if (!isDown) {
      for (let row = area.startRow; row < area.endRow; row += 1) {
        columns = Math.max(columns, grid.row(row).length + area.endColumn - area.startColumn);
      }
    }
    draft.resize(sheet, rows, columns);
    insertArea(grid, area, isDown);
  },
);
