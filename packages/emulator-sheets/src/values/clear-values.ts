import { type Cell, withValue } from "../grid/cell.ts";
import { rangeText } from "../ranges/a1.ts";
import { type Area, clip } from "../ranges/grid-range.ts";
import { type Actor, guardArea } from "../spreadsheet/protection.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";

/** Takes the values out of a rectangle; formats, notes and the grid stay. Gives the range as it is echoed. */
export function clearValues(sheet: SheetDraft, range: Area, actor: Actor): string {
  const area = clip(range, sheet.grid);
  guardArea(sheet, area, actor);
  const { grid } = sheet;
  for (let row = area.startRow; row < Math.min(area.endRow, grid.storedRows); row += 1) {
    const present = grid.row(row);
    if (present.length <= area.startColumn) continue;
    const isInside = (column: number): boolean => column >= area.startColumn && column < area.endColumn;
    const cells: Cell[] = present.map((cell, column) =>
      isInside(column) ? withValue(cell, undefined) : cell,
    );
    grid.setRow(row, cells);
  }
  return rangeText(sheet.title, area);
}
