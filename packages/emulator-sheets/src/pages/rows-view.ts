import type { StoredFile, Version } from "../files/file.ts";
import { FormulaError, shownError } from "../formulas/formula-value.ts";
import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { type Cell, isRich } from "../grid/cell.ts";
import type { Sheet, Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { type Locale, localeOf } from "../values/locale.ts";
import { renderValue } from "../values/render-value.ts";
import type { CellDetailView, CellView, RowsView } from "./browser/replies.ts";

const mostRows = 500;
const mostColumns = 100;
/** What a cell of the grid can show; the line above the grid shows all of it. */
const shownCharacters = 200;

/** A window on the rows of a tab. */
export interface RowsWanted {
  readonly sheetId: number;
  readonly fromRow: number;
  readonly rowCount: number;
  readonly fromColumn: number;
  readonly columnCount: number;
}

interface Reading {
  readonly sheet: Sheet;
  readonly values: SpreadsheetValues;
  readonly locale: Locale;
}

function reading(spreadsheet: Spreadsheet, sheetId: number, nowMs: number): Reading | undefined {
  const sheet = spreadsheet.sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (sheet === undefined) return undefined;
  return {
    sheet,
    values: new SpreadsheetValues(spreadsheet, nowMs),
    locale: localeOf(spreadsheet.properties.locale),
  };
}

function shownCell(
  { sheet, values, locale }: Reading,
  row: number,
  column: number,
  cell: Cell | undefined,
): [string, string] {
  const value = values.of(sheet, row, column, cell);
  const mark = isRich(cell) && cell.formula !== undefined ? "f" : "";
  if (value === undefined) return ["", mark];
  if (value instanceof FormulaError) return [shownError(value), `${mark}e`];
  const text = renderValue(value, isRich(cell) ? cell.format?.numberFormat : undefined, locale);
  const kind = typeof value === "number" ? "n" : typeof value === "boolean" ? "b" : "";
  return [text, `${mark}${kind}`];
}

function cellView(read: Reading, row: number, column: number, cell: Cell | undefined): CellView {
  const [text, kind] = shownCell(read, row, column, cell);
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
  return kind === "" ? shown : [shown, kind];
}

/** The cells of a window; undefined when the tab is not there. Rows without anything are left out at the end. */
export function rowsView(
  { number, spreadsheet }: Version,
  wanted: RowsWanted,
  nowMs: number,
): RowsView | undefined {
  const read = reading(spreadsheet, wanted.sheetId, nowMs);
  if (read === undefined) return undefined;
  const { fromRow, fromColumn } = wanted;
  const endRow = Math.min(fromRow + Math.min(wanted.rowCount, mostRows), read.sheet.grid.storedRows);
  const rows: CellView[][] = [];
  for (let row = fromRow; row < endRow; row += 1) {
    const cells = read.sheet.grid.row(row);
    const endColumn = Math.min(fromColumn + Math.min(wanted.columnCount, mostColumns), cells.length);
    const views: CellView[] = [];
    for (let column = fromColumn; column < endColumn; column += 1)
      views.push(cellView(read, row, column, cells[column]));
    rows.push(views);
  }
  return { version: number, fromRow, fromColumn, rows };
}

/** One cell in full; undefined when the tab is not there. */
export function cellDetailView(
  { current }: StoredFile,
  place: { readonly sheetId: number; readonly row: number; readonly column: number },
  nowMs: number,
): CellDetailView | undefined {
  const read = current === undefined ? undefined : reading(current.spreadsheet, place.sheetId, nowMs);
  if (read === undefined) return undefined;
  const cell = read.sheet.grid.row(place.row)[place.column];
  const [shown, kind] = shownCell(read, place.row, place.column, cell);
  const rich = isRich(cell) ? cell : undefined;
  const entered = rich?.formula ?? String((rich === undefined ? cell : rich.value) ?? "");
  return { entered, shown, kind, note: rich?.note ?? "" };
}
