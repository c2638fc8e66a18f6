import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { boundedRange } from "../spreadsheet/shown-ranges.ts";
import type { KeptObject } from "../spreadsheet/spreadsheet.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

/** A filter that a person switches on for themselves: kept and shown. */
export const addFilterView = requestKind<{ readonly filter?: KeptObject }>(
  "addFilterView",
  ({ filter = {} }, { draft, random, actor }) => {
    if (filter.tableId !== undefined) throw notEmulated("filter.tableId");
    if (filter.namedRangeId !== undefined) throw notEmulated("filter.namedRangeId");
    const isUsed = (id: number): boolean =>
      draft.sheets.some(({ filterViews }) => filterViews.some((view) => view.filterViewId === id));
    const asked = filter.filterViewId as number | undefined;
    if (asked !== undefined && isUsed(asked)) {
      throw invalidArgument(
        `Cannot add filter view with ID: ${asked}, a filter view with that ID already exists.`,
      );
    }
    const { sheet } = writableArea(filter.range ?? {}, draft, { ...actor, isOwner: true });
    const added = {
      filterViewId: asked ?? random.unusedId(isUsed),
      title: filter.title ?? `Filter ${sheet.filterViews.length + 1}`,
      ...filter,
    };
    sheet.filterViews = [...sheet.filterViews, added];
    return { filter: { ...added, range: boundedRange(sheet, filter.range ?? {}) } };
  },
);
