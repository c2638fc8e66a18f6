import { resolveRange } from "../ranges/resolve-range.ts";
import { clearValues } from "../values/clear-values.ts";
import { writeSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** Empties one range. */
export const clearRange: SheetsMethod = {
  id: "spreadsheets.values.clear",
  access: "write",
  isReadScopeEnough: false,
  query: {},
  body: { message: "ClearValuesRequest", path: "" },
  reply: "ClearValuesResponse",
  run(call) {
    const { draft, actor, commit } = writeSpreadsheet(call);
    const { sheet, area } = resolveRange(call.params.range ?? "", draft);
    const clearedRange = clearValues(sheet, area, actor);
    commit();
    return { spreadsheetId: call.params.spreadsheetId, clearedRange };
  },
};

/** Empties several ranges, all or none. */
export const batchClearRanges: SheetsMethod = {
  id: "spreadsheets.values.batchClear",
  access: "write",
  isReadScopeEnough: false,
  query: {},
  body: { message: "BatchClearValuesRequest", path: "" },
  reply: "BatchClearValuesResponse",
  run(call) {
    const { draft, actor, commit } = writeSpreadsheet(call);
    const ranges = (call.body.ranges ?? []) as string[];
    const clearedRanges = ranges.map((text) => {
      const { sheet, area } = resolveRange(text, draft);
      return clearValues(sheet, area, actor);
    });
    commit();
    return { spreadsheetId: call.params.spreadsheetId, ...(ranges.length === 0 ? {} : { clearedRanges }) };
  },
};
