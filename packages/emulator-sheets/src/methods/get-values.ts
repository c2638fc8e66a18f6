import { resolveRange } from "../ranges/resolve-range.ts";
import { type ReadOptions, readValues } from "../values/read-values.ts";
import { readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** The parameters that say how values are read. */
export const readParameters = {
  majorDimension: "#MajorDimension",
  valueRenderOption: "#ValueRenderOption",
  dateTimeRenderOption: "#DateTimeRenderOption",
} as const;

/** The values of one range. */
export const getValues: SheetsMethod = {
  id: "spreadsheets.values.get",
  access: "read",
  isReadScopeEnough: true,
  query: readParameters,
  reply: "ValueRange",
  run(call) {
    const spreadsheet = readSpreadsheet(call);
    const { sheet, area } = resolveRange(call.params.range ?? "", spreadsheet);
    return readValues(sheet, area, spreadsheet, call.query as ReadOptions, call.engine.clock.now());
  },
};
