import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { type Area, areaOf, type GridRange, shownRange } from "../ranges/grid-range.ts";
import { resolveRange } from "../ranges/resolve-range.ts";
import { type FieldMask, maskOf } from "../schema/field-mask.ts";
import { localeOf } from "../values/locale.ts";
import { defaultFormat, defaultTheme } from "./default-format.ts";
import { shownMetadata } from "./developer-metadata.ts";
import { type Actor, mayEdit } from "./protection.ts";
import { shownGridData } from "./shown-grid-data.ts";
import { shownSheetProperties } from "./shown-sheet.ts";
import type { DimensionGroup, KeptObject, ProtectedRange, Sheet, Spreadsheet } from "./spreadsheet.ts";

type Json = Record<string, unknown>;

export interface ShowOptions {
  readonly actor: Actor;
  readonly nowMs: number;
  /** Only these ranges and their tabs; empty for all. */
  readonly ranges: readonly string[];
  readonly hasGridData: boolean;
  /** What of the reply is wanted, so that nothing else is worked out. */
  readonly mask?: FieldMask | undefined;
}

const listed = (name: string, list: readonly unknown[]): Json => (list.length === 0 ? {} : { [name]: list });

function bounded(range: GridRange | undefined, sheet: Sheet): GridRange | undefined {
  if (range === undefined) return undefined;
  const { sheetId } = sheet.properties;
  return shownRange(sheetId, areaOf(range, sheet.grid));
}

/** A protected tab is shown without bounds, a protected range with all of them. */
function shownProtection(range: ProtectedRange, { properties }: Sheet, actor: Actor): Json {
  const { editors, range: area, ...rest } = range;
  const { sheetId: _sheetId, ...bounds } = area ?? {};
  const mine = mayEdit(range, actor);
  return {
    ...rest,
    ...(area === undefined
      ? {}
      : { range: { ...(properties.sheetId === 0 ? {} : { sheetId: properties.sheetId }), ...bounds } }),
    ...(mine ? { requestingUserCanEdit: true, editors: listed("users", editors) } : {}),
  };
}

const shownGroup = ({ range, depth, collapsed }: DimensionGroup): Json => {
  const { sheetId, ...rest } = range;
  return {
    range: { ...(sheetId === undefined || sheetId === 0 ? {} : { sheetId }), ...rest },
    depth,
    ...(collapsed === true ? { collapsed } : {}),
  };
};

const shownKept = (kept: KeptObject, sheet: Sheet): Json => ({
  ...kept,
  ...(kept.range === undefined ? {} : { range: bounded(kept.range, sheet) }),
});

const sheetMetadata = ({ metadata }: Spreadsheet, sheetId: number): Json[] =>
  metadata
    .filter(({ location }) => location.type === "SHEET" && location.sheetId === sheetId)
    .map(shownMetadata);

function shownSheet(sheet: Sheet, index: number, spreadsheet: Spreadsheet, actor: Actor): Json {
  const { sheetId } = sheet.properties;
  const merges = sheet.merges.map((range) => bounded(range, sheet));
  return {
    properties: shownSheetProperties(sheet, index),
    ...listed("merges", merges),
    ...listed("conditionalFormats", sheet.conditionalFormats),
    ...listed(
      "filterViews",
      sheet.filterViews.map((view) => shownKept(view, sheet)),
    ),
    ...listed(
      "protectedRanges",
      sheet.protectedRanges.map((range) => shownProtection(range, sheet, actor)),
    ),
    ...(sheet.basicFilter === undefined ? {} : { basicFilter: shownKept(sheet.basicFilter, sheet) }),
    ...listed(
      "bandedRanges",
      sheet.bandedRanges.map((range) => shownKept(range, sheet)),
    ),
    ...listed("developerMetadata", sheetMetadata(spreadsheet, sheetId)),
    ...listed("rowGroups", sheet.rowGroups.map(shownGroup)),
    ...listed("columnGroups", sheet.columnGroups.map(shownGroup)),
    ...listed(
      "tables",
      sheet.tables.map((table) => shownKept(table, sheet)),
    ),
  };
}

function areasByTab(spreadsheet: Spreadsheet, ranges: readonly string[]): Map<number, Area[]> {
  const areas = new Map<number, Area[]>();
  if (ranges.length === 0) {
    for (const { properties, grid } of spreadsheet.sheets) areas.set(properties.sheetId, [areaOf({}, grid)]);
  }
  for (const text of ranges) {
    const { sheet, area } = resolveRange(text, spreadsheet);
    const { sheetId } = sheet.properties;
    areas.set(sheetId, [...(areas.get(sheetId) ?? []), area]);
  }
  return areas;
}

/** google.apps.sheets.v4.Spreadsheet as Google shows it. */
export function shownSpreadsheet(
  spreadsheetId: string,
  spreadsheet: Spreadsheet,
  options: ShowOptions,
): Json {
  const { actor, nowMs, ranges, hasGridData, mask = "*" } = options;
  const { title, locale, autoRecalc, timeZone } = spreadsheet.properties;
  const areas = areasByTab(spreadsheet, ranges);
  const values = new SpreadsheetValues(spreadsheet, nowMs);
  const dataMask = maskOf(maskOf(mask, "sheets") ?? new Map(), "data") ?? new Map();
  const sheets = spreadsheet.sheets.flatMap((sheet, index) => {
    const wanted = areas.get(sheet.properties.sheetId);
    if (wanted === undefined) return [];
    const data = hasGridData
      ? wanted.map((area) => shownGridData(sheet, area, values, localeOf(locale), dataMask))
      : [];
    return [{ ...shownSheet(sheet, index, spreadsheet, actor), ...listed("data", data) }];
  });
  const own = spreadsheet.metadata.filter(({ location }) => location.type === "SPREADSHEET");
  const visible = own.filter(
    (entry) => entry.visibility === "DOCUMENT" || entry.projectNumber === actor.projectNumber,
  );
  return {
    spreadsheetId,
    properties: { title, locale, autoRecalc, timeZone, defaultFormat, spreadsheetTheme: defaultTheme },
    sheets,
    ...listed(
      "namedRanges",
      spreadsheet.namedRanges.map((named) => shownNamedRange(named, spreadsheet)),
    ),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`,
    ...listed("developerMetadata", visible.map(shownMetadata)),
  };
}

/** A named range as Google shows it. */
export function shownNamedRange(
  named: Spreadsheet["namedRanges"][number],
  spreadsheet: Pick<Spreadsheet, "sheets">,
): Json {
  const { namedRangeId, name, range } = named;
  const sheet = spreadsheet.sheets.find(({ properties }) => properties.sheetId === (range.sheetId ?? 0));
  return { namedRangeId, name, range: sheet === undefined ? range : bounded(range, sheet) };
}
