import { invalidArgument } from "../server/api-error.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { dimensionSpan } from "../spreadsheet/dimension-span.ts";
import { shownGroup } from "../spreadsheet/shown-group.ts";
import { groupsOf, setGroups, surrounds } from "./add-dimension-group.ts";
import { requestKind } from "./request-kind.ts";

/** Takes the deepest group around rows or columns away. Taking away a part of a group is not emulated: it must be all of it. */
export const deleteDimensionGroup = requestKind<{ readonly range?: DimensionRange }>(
  "deleteDimensionGroup",
  ({ range }, { draft }) => {
    const span = dimensionSpan(range, draft);
    const { start, end } = span;
    const deepest = groupsOf(span)
      .filter((group) => surrounds(group, span))
      .at(-1);
    if (deepest?.range.startIndex !== start || deepest.range.endIndex !== end) {
      throw invalidArgument("There is no group of exactly this range.");
    }
    const others = groupsOf(span).filter((group) => group !== deepest);
    setGroups(span, others);
    return others.length === 0 ? {} : { dimensionGroups: others.map(shownGroup) };
  },
);
