import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { type Area, areaOf } from "../ranges/grid-range.ts";
import { resolveRange } from "../ranges/resolve-range.ts";
import { type FieldMask, maskOf } from "../schema/field-mask.ts";
import { localeOf } from "../values/locale.ts";
import { defaultFormat } from "./default-format.ts";
import { shownMetadata } from "./developer-metadata.ts";
import { type Actor, mayEdit } from "./protection.ts";
import { shownGridData } from "./shown-grid-data.ts";
import { shownGroup } from "./shown-group.ts";
import { boundedRange, shownNamedRange, shownProtectedPlace } from "./shown-ranges.ts";
import { shownSheetProperties } from "./shown-sheet.ts";
import type { KeptObject, ProtectedRange, Sheet, Spreadsheet } from "./spreadsheet.ts";

type Json = Record<string, unknown>;

export interface ShowOptions {
  readonly actor: Actor;
  readonly nowMs: number;
  /** The address of the emulator, where its page for the spreadsheet is. */
  readonly url: string;
  /** Only these ranges and their tabs; empty for all. */
  readonly ranges: readonly string[];
  readonly hasGridData: boolean;
  /** What of the reply is wanted, so that nothing else is worked out. */
  readonly mask?: FieldMask | undefined;
  /** Leaves the colour bands of tables out, as `excludeTablesInBandedRanges` asks. */
  readonly isWithoutTableBands?: boolean;
}

const listed = (name: string, list: readonly unknown[]): Json => (list.length === 0 ? {} : { [name]: list });

/** A protection as Google shows it: whether one may edit, and who else may, is told only to those who may. */
function shownProtection(range: ProtectedRange, sheet: Sheet, actor: Actor): Json {
  const { editors, range: place, ...rest } = range;
  return {
    ...rest,
    ...(place === undefined ? {} : { range: shownProtectedPlace(sheet, place) }),
    ...(mayEdit(range, actor) ? { requestingUserCanEdit: true, editors: listed("users", editors) } : {}),
  };
}

const shownKept = (kept: KeptObject, sheet: Sheet): Json => ({
  ...kept,
  ...(kept.range === undefined ? {} : { range: boundedRange(sheet, kept.range) }),
});

const sheetMetadata = ({ metadata }: Spreadsheet, sheetId: number): Json[] =>
  metadata
    .filter(({ location }) => location.type === "SHEET" && location.sheetId === sheetId)
    .map(shownMetadata);

function shownSheet(sheet: Sheet, index: number, spreadsheet: Spreadsheet, options: ShowOptions): Json {
  const { actor, isWithoutTableBands = false } = options;
  const isTable = (band: KeptObject): boolean =>
    sheet.tables.some(({ tableId }) => tableId === band.bandedRangeReference);
  const bands = sheet.bandedRanges.filter((band) => !(isWithoutTableBands && isTable(band)));
  const { sheetId } = sheet.properties;
  const merges = sheet.merges.map((range) => boundedRange(sheet, range));
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
      bands.map((range) => shownKept(range, sheet)),
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
  const { actor, nowMs, url, ranges, hasGridData, mask = "*" } = options;
  const { locale } = spreadsheet.properties;
  const areas = areasByTab(spreadsheet, ranges);
  const values = new SpreadsheetValues(spreadsheet, nowMs);
  const dataMask = maskOf(maskOf(mask, "sheets") ?? new Map(), "data") ?? new Map();
  const sheets = spreadsheet.sheets.flatMap((sheet, index) => {
    const wanted = areas.get(sheet.properties.sheetId);
    if (wanted === undefined) return [];
    const data = hasGridData
      ? wanted.map((area) => shownGridData(sheet, area, values, localeOf(locale), dataMask))
      : [];
    return [{ ...shownSheet(sheet, index, spreadsheet, options), ...listed("data", data) }];
  });
  const own = spreadsheet.metadata.filter(({ location }) => location.type === "SPREADSHEET");
  const visible = own.filter(
    (entry) => entry.visibility === "DOCUMENT" || entry.projectNumber === actor.projectNumber,
  );
  return {
    spreadsheetId,
    properties: { ...spreadsheet.properties, defaultFormat },
    sheets,
    ...listed(
      "namedRanges",
      spreadsheet.namedRanges.map((named) => shownNamedRange(named, spreadsheet.sheets)),
    ),
    spreadsheetUrl: `${url}/spreadsheets/d/${spreadsheetId}/edit`,
    ...listed("developerMetadata", visible.map(shownMetadata)),
  };
}
