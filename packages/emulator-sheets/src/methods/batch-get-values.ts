import { resolveRange } from "../ranges/resolve-range.ts";
import { type ReadOptions, readValues } from "../values/read-values.ts";
import { readParameters } from "./get-values.ts";
import { readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** The values of several ranges, in the order in which they were asked for. */
export const batchGetValues: SheetsMethod = {
  id: "spreadsheets.values.batchGet",
  access: "read",
  isReadScopeEnough: true,
  query: { ...readParameters, ranges: "string[]" },
  reply: "BatchGetValuesResponse",
  run(call) {
    const spreadsheet = readSpreadsheet(call);
    const ranges = (call.query.ranges ?? []) as string[];
    const valueRanges = ranges.map((text) => {
      const { sheet, area } = resolveRange(text, spreadsheet);
      return readValues(sheet, area, spreadsheet, call.query as ReadOptions, call.engine.clock.now());
    });
    return { spreadsheetId: call.params.spreadsheetId, ...(ranges.length === 0 ? {} : { valueRanges }) };
  },
};
