import { invalidArgument } from "../server/api-error.ts";
import type { DeveloperMetadata, MetadataLocation } from "../spreadsheet/developer-metadata.ts";
import { limits } from "../spreadsheet/limits.ts";

const budgetOf = (location: MetadataLocation): string =>
  location.type === "SPREADSHEET" ? "spreadsheet" : `sheet ${location.sheetId}`;

const charactersOf = (entry: DeveloperMetadata): number =>
  entry.metadataKey.length + (entry.metadataValue?.length ?? 0);

/**
 * 30,000 characters of keys and values for the spreadsheet, and as many for each tab with its rows and columns.
 *
 * That Google refuses is documented; in which words is not known, so these are ours.
 */
export function checkMetadataBudget(
  metadata: readonly DeveloperMetadata[],
  location: MetadataLocation,
): void {
  const budget = budgetOf(location);
  const used = metadata.reduce(
    (sum, entry) => (budgetOf(entry.location) === budget ? sum + charactersOf(entry) : sum),
    0,
  );
  if (used <= limits.metadataCharacters) return;
  throw invalidArgument(
    `Developer metadata storage limit of ${limits.metadataCharacters} characters exceeded for the ${
      budget === "spreadsheet" ? "spreadsheet" : "sheet"
    }.`,
  );
}
