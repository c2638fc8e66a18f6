import type { Grid } from "../grid/grid.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import type { DeveloperMetadata } from "./developer-metadata.ts";
import type { DimensionRange, DimensionTable } from "./dimension.ts";

/** google.apps.sheets.v4.SpreadsheetProperties without the default format, which is the same for all. */
export interface SpreadsheetProperties {
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly autoRecalc: string;
  /** Spreadsheets from before 2020 have none (recorded). */
  readonly spreadsheetTheme?: unknown;
}

/** The properties of a tab that are neither its place in the list nor the size of its grid. */
export interface SheetProperties {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden?: boolean;
  readonly rightToLeft?: boolean;
  readonly tabColor?: unknown;
  readonly tabColorStyle?: unknown;
  readonly frozenRowCount?: number;
  readonly frozenColumnCount?: number;
  readonly hideGridlines?: boolean;
  readonly rowGroupControlAfter?: boolean;
  readonly columnGroupControlAfter?: boolean;
}

export interface ProtectedRange {
  readonly protectedRangeId: number;
  readonly range?: GridRange;
  readonly namedRangeId?: string;
  readonly description?: string;
  readonly warningOnly?: boolean;
  readonly unprotectedRanges?: readonly GridRange[];
  readonly editors: readonly string[];
}

export interface NamedRange {
  readonly namedRangeId: string;
  readonly name: string;
  readonly range: GridRange;
}

export interface DimensionGroup {
  readonly range: DimensionRange;
  readonly depth: number;
  readonly collapsed?: boolean;
}

/** A part of a tab that the emulator keeps and shows as Google does, without acting on it (filters, tables, banding). */
export interface KeptObject {
  readonly range?: GridRange;
  readonly [field: string]: unknown;
}

/** One tab at one moment. */
export interface Sheet {
  readonly properties: SheetProperties;
  readonly grid: Grid;
  readonly merges: readonly GridRange[];
  readonly protectedRanges: readonly ProtectedRange[];
  readonly basicFilter?: KeptObject | undefined;
  readonly filterViews: readonly KeptObject[];
  readonly conditionalFormats: readonly KeptObject[];
  readonly bandedRanges: readonly KeptObject[];
  readonly tables: readonly KeptObject[];
  readonly rowGroups: readonly DimensionGroup[];
  readonly columnGroups: readonly DimensionGroup[];
  readonly rowProperties: DimensionTable;
  readonly columnProperties: DimensionTable;
}

/** A whole spreadsheet at one moment. Never changed: every accepted batch makes another one. */
export interface Spreadsheet {
  readonly properties: SpreadsheetProperties;
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly NamedRange[];
  readonly metadata: readonly DeveloperMetadata[];
}

/** The reserved cells of all tabs: what the limit of ten million counts, empty cells included. */
export const reservedCells = (
  sheets: readonly { grid: { rowCount: number; columnCount: number } }[],
): number => sheets.reduce((sum, { grid }) => sum + grid.rowCount * grid.columnCount, 0);

/** A tab with nothing on it. */
export const blankSheet = (properties: SheetProperties, grid: Grid): Sheet => ({
  properties,
  grid,
  merges: [],
  protectedRanges: [],
  filterViews: [],
  conditionalFormats: [],
  bandedRanges: [],
  tables: [],
  rowGroups: [],
  columnGroups: [],
  rowProperties: new Map(),
  columnProperties: new Map(),
});
