import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { type DimensionSpan, dimensionSpan } from "../spreadsheet/dimension-span.ts";
import { shownGroup } from "../spreadsheet/shown-group.ts";
import type { DimensionGroup } from "../spreadsheet/spreadsheet.ts";
import { requestKind } from "./request-kind.ts";

export const groupsOf = ({ sheet, dimension }: DimensionSpan): readonly DimensionGroup[] =>
  dimension === "ROWS" ? sheet.rowGroups : sheet.columnGroups;

export function setGroups({ sheet, dimension }: DimensionSpan, groups: readonly DimensionGroup[]): void {
  if (dimension === "ROWS") sheet.rowGroups = groups;
  else sheet.columnGroups = groups;
}

/** Whether a group lies around a span, or is it. */
export const surrounds = ({ range }: DimensionGroup, { start, end, size }: DimensionSpan): boolean =>
  (range.startIndex ?? 0) <= start && end <= (range.endIndex ?? size);

/** Groups rows or columns, one level deeper than what is around; the outline's buttons then stand after the group. */
export const addDimensionGroup = requestKind<{ readonly range?: DimensionRange }>(
  "addDimensionGroup",
  ({ range }, { draft }) => {
    const span = dimensionSpan(range, draft);
    const { sheet, dimension, start, end } = span;
    const around = groupsOf(span).filter((group) => surrounds(group, span));
    const inside = (group: DimensionGroup): boolean =>
      !around.includes(group) && start <= (group.range.startIndex ?? 0) && (group.range.endIndex ?? 0) <= end;
    const added: DimensionGroup = {
      range: { sheetId: sheet.sheetId, dimension, startIndex: start, endIndex: end },
      depth: around.length + 1,
    };
    const deeper = groupsOf(span).map((group) =>
      inside(group) ? { ...group, depth: group.depth + 1 } : group,
    );
    setGroups(
      span,
      [...deeper, added].toSorted((one, other) => one.depth - other.depth),
    );
    const control = dimension === "ROWS" ? { rowGroupControlAfter: true } : { columnGroupControlAfter: true };
    sheet.properties = { ...sheet.properties, ...control };
    return { dimensionGroups: groupsOf(span).map(shownGroup) };
  },
);
