import { type Grant, type Mark, PortFailure, type SpreadsheetId } from "@attendance-export/core";
import type { sheets_v4 } from "@googleapis/sheets";
import { field, items } from "./google-answer.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { deleteMark } from "./mark-request.ts";

export interface FoundMark extends Mark {
  readonly id: number;
}

/** What was found under a mark's id is read like this wherever it comes from. */
export const markOf = (metadata: unknown): FoundMark => {
  const id = field(metadata, "metadataId");
  const key = field(metadata, "metadataKey");
  const value = field(metadata, "metadataValue") ?? "";
  if (typeof id !== "number" || typeof key !== "string" || typeof value !== "string")
    throw new PortFailure("answer-malformed", "Google Sheets described a mark in an unknown way");
  return { id, key, value };
};

/** The marks on the spreadsheet that one of the lookups fits. */
export const searchMarks = async (
  api: GoogleSheetsApi,
  grant: Grant,
  spreadsheetId: SpreadsheetId,
  lookups: readonly sheets_v4.Schema$DeveloperMetadataLookup[],
): Promise<readonly FoundMark[]> => {
  const requestBody = {
    dataFilters: lookups.map((developerMetadataLookup) => ({ developerMetadataLookup })),
  };
  const data = await api.read(grant, spreadsheetId, (sheets, options) =>
    sheets.spreadsheets.developerMetadata.search({ spreadsheetId, requestBody }, options),
  );
  return items(field(data, "matchedDeveloperMetadata")).map((match) =>
    markOf(field(match, "developerMetadata")),
  );
};

/** Somebody else may remove the same marks between our search and our removal. */
const MAX_ROUNDS = 3;

/**
 * Removes marks that were found. What Google answers when there is nothing to remove is not known, and it may refuse the
 * whole batch: so only what was seen is removed, and a refusal is met by looking again.
 */
export const removeMarks = async (
  api: GoogleSheetsApi,
  grant: Grant,
  spreadsheetId: SpreadsheetId,
  {
    found,
    find,
  }: { readonly found: readonly FoundMark[]; readonly find: () => Promise<readonly FoundMark[]> },
): Promise<void> => {
  let marks = found;
  for (let round = 1; marks.length > 0; round++) {
    const ids = new Set(marks.map(({ id }) => id));
    const result = await api.batchUpdate(grant, spreadsheetId, [...ids].map(deleteMark));
    if (result.status === "written") return;
    if (round === MAX_ROUNDS) throw result.failure;
    marks = await find();
  }
};
