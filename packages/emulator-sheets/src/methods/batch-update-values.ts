import { ApiError, invalidArgument } from "../server/api-error.ts";
import type { Written } from "../values/write-values.ts";
import { writeSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";
import { writeRange } from "./update-values.ts";
import { shownUpdate, type WriteOptions, type WrittenValueRange } from "./values-body.ts";

/** Rows and columns are counted once a tab, however many of the ranges touch them (recorded). */
function totals(written: readonly Written[]): Record<string, number> {
  const distinct = (of: (one: Written) => ReadonlySet<number>): number =>
    new Set(written.flatMap((one) => [...of(one)].map((index) => `${one.sheet.sheetId}:${index}`))).size;
  return {
    totalUpdatedRows: distinct(({ rows }) => rows),
    totalUpdatedColumns: distinct(({ columns }) => columns),
    totalUpdatedCells: written.reduce((sum, { cells }) => sum + cells, 0),
    totalUpdatedSheets: new Set(written.map(({ sheet }) => sheet.sheetId)).size,
  };
}

function named(error: unknown, index: number): unknown {
  if (!(error instanceof ApiError) || error.details !== undefined) return error;
  return new ApiError(error.httpStatus, error.status, `Invalid data[${index}]: ${error.message}`);
}

/** The values of several ranges, all or none. */
export const batchUpdateValues: SheetsMethod = {
  id: "spreadsheets.values.batchUpdate",
  access: "write",
  isReadScopeEnough: false,
  query: {},
  body: { message: "BatchUpdateValuesRequest", path: "" },
  reply: "BatchUpdateValuesResponse",
  run(call) {
    const { body, params, engine } = call;
    const options = body as WriteOptions;
    const data = (body.data ?? []) as WrittenValueRange[];
    const { draft, actor, commit } = writeSpreadsheet(call);
    const written = data.map((values, index) => {
      try {
        if (values.range === undefined) throw invalidArgument("range must be set.");
        return writeRange(values.range, values, options, draft, actor);
      } catch (error) {
        throw named(error, index);
      }
    });
    const after = commit();
    const spreadsheetId = params.spreadsheetId ?? "";
    const responses = written.map((one) =>
      shownUpdate(spreadsheetId, one, options, after, engine.clock.now()),
    );
    return { spreadsheetId, ...(written.length === 0 ? {} : { ...totals(written), responses }) };
  },
};
