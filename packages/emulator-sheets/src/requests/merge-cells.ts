import { withValue } from "../grid/cell.ts";
import { type Area, areaOf, contains, type GridRange, overlaps } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface MergeCells {
  readonly range?: GridRange;
  readonly mergeType?: string;
}

function blocks(area: Area, mergeType: string): Area[] {
  if (mergeType === "MERGE_ROWS") {
    return Array.from({ length: area.endRow - area.startRow }, (_, offset) => ({
      ...area,
      startRow: area.startRow + offset,
      endRow: area.startRow + offset + 1,
    }));
  }
  if (mergeType !== "MERGE_COLUMNS") return [area];
  return Array.from({ length: area.endColumn - area.startColumn }, (_, offset) => ({
    ...area,
    startColumn: area.startColumn + offset,
    endColumn: area.startColumn + offset + 1,
  }));
}

/** Of merged cells only the first keeps its value. */
function keepFirst(sheet: SheetDraft, block: Area): void {
  for (let row = block.startRow; row < Math.min(block.endRow, sheet.grid.storedRows); row += 1) {
    const isInside = (column: number): boolean => column >= block.startColumn && column < block.endColumn;
    const isFirst = (column: number): boolean => row === block.startRow && column === block.startColumn;
    const cells = sheet.grid
      .row(row)
      .map((cell, column) => (isInside(column) && !isFirst(column) ? withValue(cell, undefined) : cell));
    sheet.grid.setRow(row, cells);
  }
}

/** Merges cells; merges that lie inside are replaced, one that is cut through refuses the request. */
export const mergeCells = requestKind<MergeCells>(
  "mergeCells",
  ({ range = {}, mergeType = "MERGE_ALL" }, { draft, actor }) => {
    const { sheet, area } = writableArea(range, draft, actor);
    const isCut = sheet.merges.some((merge) => {
      const present = areaOf(merge, sheet.grid);
      return overlaps(present, area) && !contains(area, present);
    });
    if (isCut) throw invalidArgument("You must select all cells in a merged range to merge or unmerge them.");
    const others = sheet.merges.filter((merge) => !contains(area, areaOf(merge, sheet.grid)));
    const added = blocks(area, mergeType);
    for (const block of added) keepFirst(sheet, block);
    const merges: GridRange[] = added.map(({ startRow, endRow, startColumn, endColumn }) => ({
      startRowIndex: startRow,
      endRowIndex: endRow,
      startColumnIndex: startColumn,
      endColumnIndex: endColumn,
    }));
    sheet.merges = [...others, ...merges];
  },
);
