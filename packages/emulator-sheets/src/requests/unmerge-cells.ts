import { areaOf, contains, type GridRange, overlaps } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

/** Takes merges apart; one that is cut through refuses the request. */
export const unmergeCells = requestKind<{ readonly range?: GridRange }>(
  "unmergeCells",
  ({ range = {} }, { draft, actor }) => {
    const { sheet, area } = writableArea(range, draft, actor);
    const areas = sheet.merges.map((merge) => areaOf(merge, sheet.grid));
    if (areas.some((merge) => overlaps(merge, area) && !contains(area, merge))) {
      throw invalidArgument("You must select all cells in a merged range to merge or unmerge them.");
    }
    sheet.merges = sheet.merges.filter((_, index) => !contains(area, areas[index] ?? area));
  },
);
