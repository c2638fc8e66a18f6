import { invalidArgument } from "../server/api-error.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { dimensionSpan, lineWord, spanArea } from "../spreadsheet/dimension-span.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import { shiftLines } from "../spreadsheet/shift-lines.ts";
import { requestKind } from "./request-kind.ts";

interface DeleteDimension {
  readonly range?: DimensionRange;
}

/** Rows or columns gone, with their metadata; everything behind moves up. */
export const deleteDimension = requestKind<DeleteDimension>(
  "deleteDimension",
  ({ range }, { draft, actor }) => {
    const span = dimensionSpan(range, draft);
    const { sheet, dimension, start, end, size } = span;
    const word = lineWord(dimension);
    if (end > size) {
      throw invalidArgument(
        `Cannot delete a ${word} that doesn't exist. Tried to delete ${word} index ${end - 1} but there are only ${size} ${word}s.`,
      );
    }
    if (end - start === size) throw invalidArgument(`You can't delete all the ${word}s on the sheet.`);
    guardArea(sheet, spanArea(span), actor);
    if (dimension === "ROWS") sheet.grid.deleteRows(start, end - start);
    else sheet.grid.deleteColumns(start, end - start);
    shiftLines(draft, sheet, dimension, { at: start, deleted: end - start });
  },
);
