import type { BatchRequest } from "../requests/run-batch.ts";
import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";

/** Which rows or columns of a tab, counted from 0. */
export interface Lines {
  readonly sheetId: number;
  readonly at: number;
  readonly count?: number;
}

const dimensionRange = ({ sheetId, at, count = 1 }: Lines, dimension: "ROWS" | "COLUMNS") => ({
  range: { sheetId, dimension, startIndex: at, endIndex: at + count },
});

export const insertLines = (lines: Lines, dimension: "ROWS" | "COLUMNS"): BatchRequest => ({
  insertDimension: dimensionRange(lines, dimension),
});

export const deleteLines = (lines: Lines, dimension: "ROWS" | "COLUMNS"): BatchRequest => ({
  deleteDimension: dimensionRange(lines, dimension),
});

/** How a person sorts a tab. */
export interface Sorting {
  readonly sheetId: number;
  readonly column: number;
  readonly isDescending?: boolean;
  /** Rows at the top that stay; one by default. */
  readonly headerRows?: number;
}

export const sortTab = ({
  sheetId,
  column,
  isDescending = false,
  headerRows = 1,
}: Sorting): BatchRequest => ({
  sortRange: {
    range: { sheetId, startRowIndex: headerRows },
    sortSpecs: [{ dimensionIndex: column, sortOrder: isDescending ? "DESCENDING" : "ASCENDING" }],
  },
});

const widest = 1_000;

/** Tabs that leave no more than `cellsLeft` of the ten million cells. */
export function fillingTabs(spreadsheet: Spreadsheet, cellsLeft: number, limit: number): BatchRequest[] {
  const used = spreadsheet.sheets.reduce((sum, { grid }) => sum + grid.rowCount * grid.columnCount, 0);
  const missing = limit - used - cellsLeft;
  const rows = Math.floor(missing / widest);
  const tab = (title: string, rowCount: number, columnCount: number): BatchRequest => ({
    addSheet: { properties: { title, gridProperties: { rowCount, columnCount } } },
  });
  const rest = missing - rows * widest;
  return [
    ...(rows > 0 ? [tab("Filler", rows, widest)] : []),
    ...(rest > 0 ? [tab("Filler rest", rest, 1)] : []),
  ];
}
