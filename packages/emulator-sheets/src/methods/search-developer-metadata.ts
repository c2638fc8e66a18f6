import { type DataFilter, matchingMetadata } from "../metadata/data-filter.ts";
import { shownMetadata } from "../spreadsheet/developer-metadata.ts";
import { readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** The entries that any of the filters means, each with the filters that meant it. */
export const searchDeveloperMetadata: SheetsMethod = {
  id: "spreadsheets.developerMetadata.search",
  access: "read",
  isReadScopeEnough: false,
  query: {},
  body: { message: "SearchDeveloperMetadataRequest", path: "" },
  reply: "SearchDeveloperMetadataResponse",
  run(call) {
    const spreadsheet = readSpreadsheet(call);
    const filters = (call.body.dataFilters ?? []) as DataFilter[];
    const matches = filters.map((filter) => ({
      filter,
      entries: new Set(matchingMetadata(filter, spreadsheet, call.caller.projectNumber)),
    }));
    const matchedDeveloperMetadata = spreadsheet.metadata.flatMap((entry) => {
      const dataFilters = matches.filter(({ entries }) => entries.has(entry)).map(({ filter }) => filter);
      return dataFilters.length === 0 ? [] : [{ developerMetadata: shownMetadata(entry), dataFilters }];
    });
    return matchedDeveloperMetadata.length === 0 ? {} : { matchedDeveloperMetadata };
  },
};
