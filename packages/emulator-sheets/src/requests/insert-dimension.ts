import { emptyRow } from "../grid/cell.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { dimensionSpan, lineWord } from "../spreadsheet/dimension-span.ts";
import { guardSheet } from "../spreadsheet/protection.ts";
import { shiftLines } from "../spreadsheet/shift-lines.ts";
import { requestKind } from "./request-kind.ts";

interface InsertDimension {
  readonly range?: DimensionRange;
  readonly inheritFromBefore?: boolean;
}

/** Blank rows or columns in the middle; everything behind moves. Formats of neighbours are not taken over. */
export const insertDimension = requestKind<InsertDimension>(
  "insertDimension",
  ({ range, inheritFromBefore }, { draft, actor }) => {
    if (range?.startIndex === undefined) throw invalidArgument("range.startIndex must be set");
    if (range.endIndex === undefined) throw invalidArgument("range.endIndex must be set");
    const { sheet, dimension, start, end, size } = dimensionSpan(range, draft);
    if (start > size) throw invalidArgument(`range.startIndex is larger than current grid size (${size})`);
    if (start === size && inheritFromBefore !== true) {
      throw invalidArgument(
        `range.startIndex must be less than the grid size (${size}) if inheritFromBefore is false.`,
      );
    }
    if (inheritFromBefore === true && start === 0) {
      throw invalidArgument(
        `inheritFromBefore cannot be true when inserting the first ${lineWord(dimension)}.`,
      );
    }
    guardSheet(sheet, actor);
    const count = end - start;
    const { grid } = sheet;
    draft.reserve(count * (dimension === "ROWS" ? grid.columnCount : grid.rowCount));
    if (dimension === "ROWS") grid.insertRows(start, new Array(count).fill(emptyRow));
    else grid.insertColumns(start, count);
    shiftLines(draft, sheet, dimension, { at: start, inserted: count });
  },
);
