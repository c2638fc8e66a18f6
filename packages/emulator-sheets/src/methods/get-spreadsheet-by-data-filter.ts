import type { DataFilter } from "../metadata/data-filter.ts";
import { rangeText } from "../ranges/a1.ts";
import { areaOf } from "../ranges/grid-range.ts";
import { maskOf } from "../schema/field-mask.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { shownSpreadsheet } from "../spreadsheet/shown-spreadsheet.ts";
import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { actorOf, readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

function rangeOf({ a1Range, gridRange }: DataFilter, { sheets }: Spreadsheet): string {
  if (a1Range !== undefined) return a1Range;
  if (gridRange === undefined)
    throw notEmulated("A data filter by developer metadata in spreadsheets.getByDataFilter");
  const sheetId = gridRange.sheetId ?? 0;
  const sheet = sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (sheet === undefined) throw invalidArgument(`No grid with id: ${sheetId}`);
  return rangeText(sheet.properties.title, areaOf(gridRange, sheet.grid));
}

/** The parts of a spreadsheet that ranges name: what google-spreadsheet loads its cells with. */
export const getSpreadsheetByDataFilter: SheetsMethod = {
  id: "spreadsheets.getByDataFilter",
  access: "read",
  // By the discovery document this read needs a scope for writing.
  isReadScopeEnough: false,
  query: {},
  body: { message: "GetSpreadsheetByDataFilterRequest", path: "" },
  reply: "Spreadsheet",
  run(call) {
    const { body, params, fields, engine } = call;
    const spreadsheet = readSpreadsheet(call);
    const filters = (body.dataFilters ?? []) as readonly DataFilter[];
    const sheetsMask = fields === undefined ? undefined : maskOf(fields, "sheets");
    return shownSpreadsheet(params.spreadsheetId ?? "", spreadsheet, {
      actor: actorOf(call),
      nowMs: engine.clock.now(),
      url: engine.url(),
      ranges: filters.map((filter) => rangeOf(filter, spreadsheet)),
      hasGridData:
        fields === undefined
          ? body.includeGridData === true
          : sheetsMask !== undefined && maskOf(sheetsMask, "data") !== undefined,
      mask: fields,
    });
  },
};
