import { invalidArgument } from "../server/api-error.ts";
import type { Dimension, DimensionRange } from "./dimension.ts";
import type { SheetDraft } from "./sheet-draft.ts";
import type { SpreadsheetDraft } from "./spreadsheet-draft.ts";

/** Rows or columns of a tab, both ends known. */
export interface DimensionSpan {
  readonly sheet: SheetDraft;
  readonly dimension: Dimension;
  readonly start: number;
  readonly end: number;
  /** How many rows or columns the tab has. */
  readonly size: number;
}

/** Reads a range of rows or columns. @throws ApiError for an unknown grid, no dimension, or an empty range */
export function dimensionSpan(range: DimensionRange | undefined, draft: SpreadsheetDraft): DimensionSpan {
  const sheet = draft.grid(range?.sheetId);
  const dimension = range?.dimension;
  if (dimension !== "ROWS" && dimension !== "COLUMNS") throw invalidArgument("No dimension specified.");
  const size = dimension === "ROWS" ? sheet.grid.rowCount : sheet.grid.columnCount;
  const start = range?.startIndex ?? 0;
  const end = range?.endIndex ?? size;
  if (start < 0 || end < 0) throw invalidArgument("DimensionRange indexes must be >= 0");
  if (end <= start) {
    throw invalidArgument(`Invalid range: startIndex [${start}] must be less than endIndex [${end}].`);
  }
  return { sheet, dimension, start, end, size };
}

export const lineWord = (dimension: Dimension): string => (dimension === "ROWS" ? "row" : "column");

/** The rectangle of whole rows or columns. */
export const spanArea = ({ sheet, dimension, start, end }: DimensionSpan) =>
  dimension === "ROWS"
    ? { startRow: start, endRow: end, startColumn: 0, endColumn: sheet.grid.columnCount }
    : { startRow: 0, endRow: sheet.grid.rowCount, startColumn: start, endColumn: end };
