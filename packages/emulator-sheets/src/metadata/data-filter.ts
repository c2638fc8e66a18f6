import type { GridReader } from "../grid/grid.ts";
import { type Area, areaOf, contains, type GridRange, overlaps } from "../ranges/grid-range.ts";
import { resolveRange } from "../ranges/resolve-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { DeveloperMetadata, MetadataLocation } from "../spreadsheet/developer-metadata.ts";
import type { WrittenLocation } from "./metadata-location.ts";

/** google.apps.sheets.v4.DeveloperMetadataLookup: all that is given must hold. */
interface MetadataLookup {
  readonly metadataId?: number;
  readonly metadataKey?: string;
  readonly metadataValue?: string;
  readonly visibility?: string;
  readonly locationType?: string;
  readonly metadataLocation?: WrittenLocation;
  readonly locationMatchingStrategy?: string;
}

/** google.apps.sheets.v4.DataFilter: exactly one of them. */
export interface DataFilter {
  readonly developerMetadataLookup?: MetadataLookup;
  readonly a1Range?: string;
  readonly gridRange?: GridRange;
}

interface FilteredSheet {
  readonly properties: { readonly sheetId: number; readonly title: string; readonly hidden?: boolean };
  readonly grid: GridReader;
}

/** What filters are matched against: a spreadsheet, finished or in the making. */
export interface Filtered {
  readonly sheets: readonly FilteredSheet[];
  readonly namedRanges: readonly { readonly name: string; readonly range: GridRange }[];
  readonly metadata: readonly DeveloperMetadata[];
}

interface Place {
  /** Undefined for the whole spreadsheet. */
  readonly sheetId?: number;
  readonly area?: Area;
}

const everything: Area = { startRow: 0, endRow: Infinity, startColumn: 0, endColumn: Infinity };

function placeOf(location: MetadataLocation): Place {
  if (location.type === "SPREADSHEET") return {};
  const { sheetId } = location;
  if (location.type === "SHEET") return { sheetId };
  const { index } = location;
  const area =
    location.type === "ROW"
      ? { ...everything, startRow: index, endRow: index + 1 }
      : { ...everything, startColumn: index, endColumn: index + 1 };
  return { sheetId, area };
}

function placeOfWritten(location: WrittenLocation): Place {
  const { dimensionRange, sheetId } = location;
  if (dimensionRange === undefined) return sheetId === undefined ? {} : { sheetId };
  const { startIndex = 0, endIndex = Infinity, dimension } = dimensionRange;
  const area =
    dimension === "COLUMNS"
      ? { ...everything, startColumn: startIndex, endColumn: endIndex }
      : { ...everything, startRow: startIndex, endRow: endIndex };
  return { sheetId: dimensionRange.sheetId ?? 0, area };
}

const samePlace = (one: Place, other: Place): boolean =>
  one.sheetId === other.sheetId && JSON.stringify(one.area ?? null) === JSON.stringify(other.area ?? null);

/** Entries at, above or below a place: a tab's entry meets every row of the tab, the spreadsheet's entry meets all. */
function intersects(one: Place, other: Place): boolean {
  if (one.sheetId === undefined || other.sheetId === undefined) return true;
  if (one.sheetId !== other.sheetId) return false;
  return overlaps(one.area ?? everything, other.area ?? everything);
}

function matchesLookup(entry: DeveloperMetadata, lookup: MetadataLookup): boolean {
  const differs = (field: "metadataId" | "metadataKey" | "metadataValue" | "visibility"): boolean =>
    lookup[field] !== undefined && lookup[field] !== entry[field];
  if (differs("metadataId") || differs("metadataKey") || differs("metadataValue") || differs("visibility")) {
    return false;
  }
  if (lookup.locationType !== undefined && lookup.locationType !== entry.location.type) return false;
  if (lookup.metadataLocation === undefined) return true;
  const wanted = placeOfWritten(lookup.metadataLocation);
  const actual = placeOf(entry.location);
  const isExact = lookup.locationMatchingStrategy !== "INTERSECTING_LOCATION";
  return isExact ? samePlace(actual, wanted) : intersects(actual, wanted);
}

function matchesRange(entry: DeveloperMetadata, sheetId: number, area: Area, grid: GridReader): boolean {
  const place = placeOf(entry.location);
  if (place.sheetId !== sheetId || place.area === undefined) return false;
  const line = {
    startRow: place.area.startRow,
    endRow: Math.min(place.area.endRow, grid.rowCount),
    startColumn: place.area.startColumn,
    endColumn: Math.min(place.area.endColumn, grid.columnCount),
  };
  return contains(area, line) || overlaps(area, line);
}

/** The entries that a filter means, of those that the project may see, in the order of their creation. */
export function matchingMetadata(
  filter: DataFilter,
  spreadsheet: Filtered,
  projectNumber: string,
): DeveloperMetadata[] {
  const visible = spreadsheet.metadata.filter(
    (entry) => entry.visibility === "DOCUMENT" || entry.projectNumber === projectNumber,
  );
  const { developerMetadataLookup: lookup, a1Range, gridRange } = filter;
  if (lookup !== undefined) return visible.filter((entry) => matchesLookup(entry, lookup));
  if (a1Range !== undefined) {
    const { sheet, area } = resolveRange(a1Range, spreadsheet);
    return visible.filter((entry) => matchesRange(entry, sheet.properties.sheetId, area, sheet.grid));
  }
  if (gridRange === undefined) throw invalidArgument("DataFilter must specify exactly one filter.");
  const sheet = spreadsheet.sheets.find(({ properties }) => properties.sheetId === (gridRange.sheetId ?? 0));
  if (sheet === undefined) throw invalidArgument(`No grid with id: ${gridRange.sheetId ?? 0}`);
  const area = areaOf(gridRange, sheet.grid);
  return visible.filter((entry) => matchesRange(entry, sheet.properties.sheetId, area, sheet.grid));
}
