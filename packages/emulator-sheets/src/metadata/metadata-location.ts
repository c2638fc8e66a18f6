import { invalidArgument } from "../server/api-error.ts";
import type { MetadataLocation } from "../spreadsheet/developer-metadata.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";

/** google.apps.sheets.v4.DeveloperMetadataLocation as it is sent; `locationType` is output only. */
export interface WrittenLocation {
  readonly locationType?: string;
  readonly spreadsheet?: boolean;
  readonly sheetId?: number;
  readonly dimensionRange?: DimensionRange;
}

/**
 * Where a new entry goes: the spreadsheet, a tab, or exactly one row or column.
 *
 * @throws ApiError when none or more than one is given, or it does not exist
 */
export function metadataLocation(
  location: WrittenLocation | undefined,
  draft: SpreadsheetDraft,
): MetadataLocation {
  const { spreadsheet, sheetId, dimensionRange } = location ?? {};
  const given = [spreadsheet === true, sheetId !== undefined, dimensionRange !== undefined];
  if (given.filter(Boolean).length !== 1) {
    throw invalidArgument("developerMetadata.location must specify exactly one location.");
  }
  if (spreadsheet === true) return { type: "SPREADSHEET" };
  if (sheetId !== undefined) return { type: "SHEET", sheetId: draft.sheet(sheetId).sheetId };
  return lineLocation(dimensionRange ?? {}, draft);
}

function lineLocation(range: DimensionRange, draft: SpreadsheetDraft): MetadataLocation {
  const { dimension, startIndex = 0, endIndex } = range;
  const sheet = draft.grid(range.sheetId);
  if (dimension === undefined || endIndex !== startIndex + 1) {
    throw invalidArgument("developerMetadata.location.dimensionRange must be exactly one row or column.");
  }
  const size = dimension === "ROWS" ? sheet.grid.rowCount : sheet.grid.columnCount;
  if (endIndex > size) {
    throw invalidArgument("developerMetadata.location.dimensionRange is outside of the sheet.");
  }
  return { type: dimension === "ROWS" ? "ROW" : "COLUMN", sheetId: sheet.sheetId, index: startIndex };
}
