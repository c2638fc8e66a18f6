import { maskOf } from "../schema/field-mask.ts";
import { shownSpreadsheet } from "../spreadsheet/shown-spreadsheet.ts";
import { checkCommentsView } from "./comments-view.ts";
import { actorOf, readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** The spreadsheet without its cells, unless they are asked for by `includeGridData` or by the mask. */
export const getSpreadsheet: SheetsMethod = {
  id: "spreadsheets.get",
  access: "read",
  isReadScopeEnough: true,
  query: {
    ranges: "string[]",
    includeGridData: "bool",
    excludeTablesInBandedRanges: "bool",
    commentsViewMode: "#CommentsViewMode",
  },
  reply: "Spreadsheet",
  run(call) {
    const { query, params, fields, engine } = call;
    const sheetsMask = fields === undefined ? undefined : maskOf(fields, "sheets");
    checkCommentsView(query.commentsViewMode);
    const spreadsheet = readSpreadsheet(call);
    return shownSpreadsheet(params.spreadsheetId ?? "", spreadsheet, {
      actor: actorOf(call),
      nowMs: engine.clock.now(),
      url: engine.url(),
      ranges: (query.ranges ?? []) as string[],
      // With a mask the mask alone decides, whatever includeGridData says (recorded).
      hasGridData:
        fields === undefined
          ? query.includeGridData === true
          : sheetsMask !== undefined && maskOf(sheetsMask, "data") !== undefined,
      mask: fields,
      isWithoutTableBands: query.excludeTablesInBandedRanges === true,
    });
  },
};
