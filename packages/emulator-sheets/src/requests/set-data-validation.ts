import { type Cell, withDetail } from "../grid/cell.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import { notEmulated } from "../server/api-error.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface SetDataValidation {
  readonly range?: GridRange;
  readonly rule?: unknown;
  readonly filteredRowsIncluded?: boolean;
}

/** A rule for what people may type, or none. Kept and shown; what the API writes is not held to it. */
export const setDataValidation = requestKind<SetDataValidation>(
  "setDataValidation",
  ({ range = {}, rule, filteredRowsIncluded }, { draft, actor }) => {
    if (filteredRowsIncluded === true) throw notEmulated("setDataValidation.filteredRowsIncluded");
    const { sheet, area } = writableArea(range, draft, actor);
    for (let row = area.startRow; row < area.endRow; row += 1) {
      const present = sheet.grid.row(row);
      if (rule === undefined && present.length <= area.startColumn) continue;
      const cells: Cell[] = [...present];
      while (cells.length < area.endColumn) cells.push(null);
      for (let column = area.startColumn; column < area.endColumn; column += 1) {
        cells[column] = withDetail(present[column], { validation: rule });
      }
      sheet.grid.setRow(row, cells);
    }
  },
);
