import type { GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { deleteArea } from "../spreadsheet/cell-shift.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface DeleteRange {
  readonly range?: GridRange;
  readonly shiftDimension?: string;
}

/** Cells gone, others move into their place; refused across an array formula. */
export const deleteRange = requestKind<DeleteRange>(
  "deleteRange",
  ({ range = {}, shiftDimension }, { draft, actor }) => {
    if (shiftDimension !== "ROWS" && shiftDimension !== "COLUMNS")
      throw invalidArgument("No dimension specified.");
    const { sheet, area } = writableArea(range, draft, actor);
    deleteArea(sheet.grid, area, shiftDimension === "ROWS");
  },
);
