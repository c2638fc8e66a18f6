import { matchingMetadata } from "../metadata/data-filter.ts";
import { ApiError, badRequest } from "../server/api-error.ts";
import { shownMetadata } from "../spreadsheet/developer-metadata.ts";
import { readSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";

/** One entry by its id: how a receipt is read. Needs a scope that could write. */
export const getDeveloperMetadata: SheetsMethod = {
  id: "spreadsheets.developerMetadata.get",
  access: "read",
  isReadScopeEnough: false,
  query: {},
  reply: "DeveloperMetadata",
  run(call) {
    const text = call.params.metadataId ?? "";
    const metadataId = Number(text);
    if (!/^-?\d+$/.test(text)) {
      const description = `Invalid value at 'metadata_id' (TYPE_INT32), ${JSON.stringify(text)}`;
      throw badRequest([{ field: "metadata_id", description }]);
    }
    const filter = { developerMetadataLookup: { metadataId } };
    const [entry] = matchingMetadata(filter, readSpreadsheet(call), call.caller.projectNumber);
    if (entry === undefined) {
      throw new ApiError(404, "NOT_FOUND", `No developer metadata with ID ${metadataId}`);
    }
    return shownMetadata(entry);
  },
};
