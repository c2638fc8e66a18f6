import { type BatchRequest, runBatch } from "../requests/run-batch.ts";
import { shownSpreadsheet } from "../spreadsheet/shown-spreadsheet.ts";
import { checkCommentsView } from "./comments-view.ts";
import { writeSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** All requests or none, in order, as one new version. */
export const batchUpdateSpreadsheet: SheetsMethod = {
  id: "spreadsheets.batchUpdate",
  access: "write",
  isReadScopeEnough: false,
  query: {},
  body: { message: "BatchUpdateSpreadsheetRequest", path: "" },
  reply: "BatchUpdateSpreadsheetResponse",
  run(call) {
    const { engine, body, params } = call;
    const spreadsheetId = params.spreadsheetId ?? "";
    checkCommentsView(body.commentsViewMode);
    const { draft, actor, commit } = writeSpreadsheet(call);
    const requests = (body.requests ?? []) as BatchRequest[];
    const { random, world, clock } = engine;
    const replies = runBatch(requests, { draft, random, actor, world, nowMs: clock.now() });
    const after = commit();
    if (body.includeSpreadsheetInResponse !== true) return { spreadsheetId, replies };
    const updatedSpreadsheet = shownSpreadsheet(spreadsheetId, after, {
      actor,
      nowMs: clock.now(),
      url: engine.url(),
      ranges: (body.responseRanges ?? []) as string[],
      hasGridData: body.responseIncludeGridData === true,
    });
    return { spreadsheetId, replies, updatedSpreadsheet };
  },
};
