import type { Dimension } from "./dimension.ts";

/** What a metadata entry is attached to. Row and column entries move with their row or column. */
export type MetadataLocation =
  | { readonly type: "SPREADSHEET" }
  | { readonly type: "SHEET"; readonly sheetId: number }
  | { readonly type: "ROW" | "COLUMN"; readonly sheetId: number; readonly index: number };

/** One entry of developer metadata: the write-once register that receipts stand on. */
export interface DeveloperMetadata {
  readonly metadataId: number;
  readonly metadataKey: string;
  readonly metadataValue?: string;
  readonly visibility: "DOCUMENT" | "PROJECT";
  readonly location: MetadataLocation;
  /** The Cloud project that created it: with `PROJECT` visibility nobody else sees it. */
  readonly projectNumber: string;
}

const dimensionOf = (type: "ROW" | "COLUMN"): Dimension => (type === "ROW" ? "ROWS" : "COLUMNS");

/** The entry as the API shows it. */
export function shownMetadata(entry: DeveloperMetadata): Record<string, unknown> {
  const { metadataId, metadataKey, metadataValue, visibility } = entry;
  return {
    metadataId,
    metadataKey,
    ...(metadataValue === undefined ? {} : { metadataValue }),
    location: shownLocation(entry.location),
    visibility,
  };
}

function shownLocation(location: MetadataLocation): Record<string, unknown> {
  if (location.type === "SPREADSHEET") return { locationType: "SPREADSHEET", spreadsheet: true };
  if (location.type === "SHEET") return { locationType: "SHEET", sheetId: location.sheetId };
  const { sheetId, index } = location;
  return {
    locationType: location.type,
    dimensionRange: {
      ...(sheetId === 0 ? {} : { sheetId }),
      dimension: dimensionOf(location.type),
      startIndex: index,
      endIndex: index + 1,
    },
  };
}
