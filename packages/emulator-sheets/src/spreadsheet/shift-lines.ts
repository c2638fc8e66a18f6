import type { GridRange } from "../ranges/grid-range.ts";
import type { DeveloperMetadata } from "./developer-metadata.ts";
import type { Dimension, DimensionTable } from "./dimension.ts";
import { type LineChange, lineAfter, spanAfter } from "./line-change.ts";
import type { SheetDraft } from "./sheet-draft.ts";
import type { DimensionGroup, KeptObject } from "./spreadsheet.ts";
import type { SpreadsheetDraft } from "./spreadsheet-draft.ts";

function shiftedRange<Range extends GridRange>(
  range: Range,
  dimension: Dimension,
  change: LineChange,
): Range | undefined {
  const [startName, endName] =
    dimension === "ROWS"
      ? (["startRowIndex", "endRowIndex"] as const)
      : (["startColumnIndex", "endColumnIndex"] as const);
  const start = range[startName];
  const end = range[endName];
  if (start === undefined && end === undefined) return range;
  const span = spanAfter(start ?? 0, end ?? Number.MAX_SAFE_INTEGER, change);
  if (span === undefined) return undefined;
  return {
    ...range,
    ...(start === undefined ? {} : { [startName]: span[0] }),
    ...(end === undefined ? {} : { [endName]: span[1] }),
  };
}

const isThere = <Value>(value: Value | undefined): value is Value => value !== undefined;

function shiftedTable(table: DimensionTable, change: LineChange): DimensionTable {
  const entries = [...table].map(([index, properties]) => [lineAfter(index, change), properties] as const);
  return new Map(entries.filter((entry): entry is [number, (typeof entry)[1]] => entry[0] !== undefined));
}

function shiftedGroups(groups: readonly DimensionGroup[], change: LineChange): DimensionGroup[] {
  return groups.flatMap((group) => {
    const { startIndex = 0, endIndex } = group.range;
    if (endIndex === undefined) return [group];
    const span = spanAfter(startIndex, endIndex, change);
    return span === undefined
      ? []
      : [{ ...group, range: { ...group.range, startIndex: span[0], endIndex: span[1] } }];
  });
}

function shiftedMetadata(
  entry: DeveloperMetadata,
  sheetId: number,
  dimension: Dimension,
  change: LineChange,
): DeveloperMetadata | undefined {
  const { location } = entry;
  if (location.type !== (dimension === "ROWS" ? "ROW" : "COLUMN") || location.sheetId !== sheetId)
    return entry;
  const index = lineAfter(location.index, change);
  return index === undefined ? undefined : { ...entry, location: { ...location, index } };
}

/**
 * Lets everything that refers to rows or columns of a tab follow a change of them: merges, protections, filters, tables,
 * groups, named ranges, and the metadata that is attached to a row or column. Formulas keep their text.
 */
export function shiftLines(
  draft: SpreadsheetDraft,
  sheet: SheetDraft,
  dimension: Dimension,
  change: LineChange,
): void {
  const shift = <Range extends GridRange>(range: Range): Range | undefined =>
    shiftedRange(range, dimension, change);
  const shiftKept = <Kept extends { readonly range?: GridRange }>(kept: Kept): Kept | undefined => {
    if (kept.range === undefined) return kept;
    const range = shift(kept.range);
    return range === undefined ? undefined : { ...kept, range };
  };
  sheet.merges = sheet.merges.map(shift).filter(isThere);
  sheet.protectedRanges = sheet.protectedRanges.map(shiftKept).filter(isThere);
  sheet.basicFilter = sheet.basicFilter === undefined ? undefined : shiftKept<KeptObject>(sheet.basicFilter);
  sheet.filterViews = sheet.filterViews.map(shiftKept).filter(isThere);
  sheet.bandedRanges = sheet.bandedRanges.map(shiftKept).filter(isThere);
  sheet.tables = sheet.tables.map(shiftKept).filter(isThere);
  if (dimension === "ROWS") {
    sheet.rowGroups = shiftedGroups(sheet.rowGroups, change);
    sheet.rowProperties = shiftedTable(sheet.rowProperties, change);
  } else {
    sheet.columnGroups = shiftedGroups(sheet.columnGroups, change);
    sheet.columnProperties = shiftedTable(sheet.columnProperties, change);
  }
  draft.namedRanges = draft.namedRanges
    .map((named) => ((named.range.sheetId ?? 0) === sheet.sheetId ? shiftKept(named) : named))
    .filter(isThere);
  draft.metadata = draft.metadata
    .map((entry) => shiftedMetadata(entry, sheet.sheetId, dimension, change))
    .filter(isThere);
}
