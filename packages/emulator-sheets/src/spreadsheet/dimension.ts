export type Dimension = "ROWS" | "COLUMNS";

/** google.apps.sheets.v4.DimensionRange: zero-based, end exclusive, a missing bound reaches to the edge. */
export interface DimensionRange {
  readonly sheetId?: number;
  readonly dimension?: Dimension;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

/** What is kept about one row or column beyond its cells. */
export interface DimensionProperties {
  readonly pixelSize?: number;
  readonly hiddenByUser?: boolean;
}

/** Rows or columns that differ from the default, by index. */
export type DimensionTable = ReadonlyMap<number, DimensionProperties>;
