import { notEmulated } from "../server/api-error.ts";
import type { Exchange } from "../server/exchange.ts";
import { appendValues } from "./append-values.ts";
import { batchGetValues } from "./batch-get-values.ts";
import { batchUpdateSpreadsheet } from "./batch-update-spreadsheet.ts";
import { batchUpdateValues } from "./batch-update-values.ts";
import { batchClearRanges, clearRange } from "./clear-ranges.ts";
import { createSpreadsheet } from "./create-spreadsheet.ts";
import { getDeveloperMetadata } from "./get-developer-metadata.ts";
import { getSpreadsheet } from "./get-spreadsheet.ts";
import { getSpreadsheetByDataFilter } from "./get-spreadsheet-by-data-filter.ts";
import { getValues } from "./get-values.ts";
import { searchDeveloperMetadata } from "./search-developer-metadata.ts";
import type { SheetsMethod } from "./sheets-method.ts";
import { updateValues } from "./update-values.ts";

/** A method and what the path said. */
export interface Route {
  readonly method: SheetsMethod;
  readonly params: Readonly<Record<string, string>>;
}

/** Splits `name:verb` at the last colon, for the verbs that there are: a range has colons of its own. */
function splitVerb(segment: string, verbs: readonly string[]): [string, string] {
  const mark = segment.lastIndexOf(":");
  const verb = segment.slice(mark + 1);
  return mark !== -1 && verbs.includes(verb) ? [segment.slice(0, mark), verb] : [segment, ""];
}

/** Methods that Google has and the emulator has not: refused by name instead of not found. */
const missing = (id: string, access: "read" | "write", message: string): SheetsMethod => ({
  id,
  access,
  isReadScopeEnough: access === "read",
  query: {},
  body: { message, path: "" },
  reply: "Spreadsheet",
  run() {
    throw notEmulated(`The method ${id}`);
  },
});

const onSpreadsheet: Readonly<Record<string, SheetsMethod>> = {
  "GET ": getSpreadsheet,
  "POST batchUpdate": batchUpdateSpreadsheet,
  "POST getByDataFilter": getSpreadsheetByDataFilter,
};

const onPart: Readonly<Record<string, SheetsMethod>> = {
  "GET values:batchGet": batchGetValues,
  "POST values:batchClear": batchClearRanges,
  "POST values:batchUpdate": batchUpdateValues,
  "POST developerMetadata:search": searchDeveloperMetadata,
  "POST values:batchGetByDataFilter": missing(
    "spreadsheets.values.batchGetByDataFilter",
    "read",
    "BatchGetValuesByDataFilterRequest",
  ),
  "POST values:batchUpdateByDataFilter": missing(
    "spreadsheets.values.batchUpdateByDataFilter",
    "write",
    "BatchUpdateValuesByDataFilterRequest",
  ),
  "POST values:batchClearByDataFilter": missing(
    "spreadsheets.values.batchClearByDataFilter",
    "write",
    "BatchClearValuesByDataFilterRequest",
  ),
};

const onRange: Readonly<Record<string, SheetsMethod>> = {
  "GET ": getValues,
  "PUT ": updateValues,
  "POST append": appendValues,
  "POST clear": clearRange,
};

const routed = (method: SheetsMethod | undefined, params: Route["params"]): Route | undefined =>
  method === undefined ? undefined : { method, params };

function spreadsheetRoute(httpMethod: string, segment: string): Route | undefined {
  const [spreadsheetId, verb] = splitVerb(segment, ["batchUpdate", "getByDataFilter"]);
  return routed(onSpreadsheet[`${httpMethod} ${verb}`], { spreadsheetId });
}

/** Finds the method that a request is for; undefined when the Sheets API has none such. */
export function routeOf({ httpMethod, segments }: Exchange): Route | undefined {
  const [version, collection, id, part, leaf, ...more] = segments;
  if (version !== "v4" || collection !== "spreadsheets" || more.length > 0) return undefined;
  if (id === undefined) return httpMethod === "POST" ? { method: createSpreadsheet, params: {} } : undefined;
  if (part === undefined) return spreadsheetRoute(httpMethod, id);
  if (leaf === undefined) return routed(onPart[`${httpMethod} ${part}`], { spreadsheetId: id });
  if (part === "values") {
    const [range, verb] = httpMethod === "POST" ? splitVerb(leaf, ["append", "clear"]) : [leaf, ""];
    return routed(onRange[`${httpMethod} ${verb}`], { spreadsheetId: id, range });
  }
  if (part === "developerMetadata" && httpMethod === "GET") {
    return { method: getDeveloperMetadata, params: { spreadsheetId: id, metadataId: leaf } };
  }
  if (part === "sheets" && httpMethod === "POST" && leaf.endsWith(":copyTo")) {
    const message = "CopySheetToAnotherSpreadsheetRequest";
    return { method: missing("spreadsheets.sheets.copyTo", "write", message), params: { spreadsheetId: id } };
  }
  return undefined;
}
