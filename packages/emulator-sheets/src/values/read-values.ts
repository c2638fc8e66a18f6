import { FormulaError, shownError } from "../formulas/formula-value.ts";
import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { type Cell, isRich } from "../grid/cell.ts";
import { rangeText } from "../ranges/a1.ts";
import { type Area, clip } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { Sheet, Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { type Locale, localeOf } from "./locale.ts";
import { isDateFormat, renderValue } from "./render-value.ts";

/** How values are asked for; the names are the API's. */
export interface ReadOptions {
  readonly majorDimension?: string | undefined;
  readonly valueRenderOption?: string | undefined;
  readonly dateTimeRenderOption?: string | undefined;
}

/** google.apps.sheets.v4.ValueRange; an empty range has no `values` at all. */
export interface ValueRange {
  readonly range: string;
  readonly majorDimension: string;
  readonly values?: readonly (readonly JsonValue[])[];
}

type JsonValue = string | number | boolean;

type Render = (cell: Cell | undefined, row: number, column: number) => JsonValue;

function renderer(sheet: Sheet, values: SpreadsheetValues, options: ReadOptions, locale: Locale): Render {
  const { valueRenderOption = "FORMATTED_VALUE", dateTimeRenderOption = "SERIAL_NUMBER" } = options;
  return (cell, row, column) => {
    const format = isRich(cell) ? cell.format?.numberFormat : undefined;
    if (valueRenderOption === "FORMULA" && isRich(cell) && cell.formula !== undefined) return cell.formula;
    const value = values.of(sheet, row, column, cell);
    if (value === undefined) return "";
    if (value instanceof FormulaError) return shownError(value);
    const asText =
      valueRenderOption === "FORMATTED_VALUE" ||
      (valueRenderOption === "UNFORMATTED_VALUE" &&
        dateTimeRenderOption === "FORMATTED_STRING" &&
        isDateFormat(format));
    return asText ? renderValue(value, format, locale) : value;
  };
}

function trimTrailing<Element>(list: Element[], isBlank: (element: Element) => boolean): Element[] {
  let length = list.length;
  while (length > 0 && isBlank(list[length - 1] as Element)) length -= 1;
  list.length = length;
  return list;
}

const isEmptyText = (value: JsonValue): boolean => value === "";

function rowsOf(sheet: Sheet, area: Area, render: Render): JsonValue[][] {
  const rows: JsonValue[][] = [];
  const end = Math.min(area.endRow, sheet.grid.storedRows);
  for (let row = area.startRow; row < end; row += 1) {
    const cells = sheet.grid.row(row);
    const values: JsonValue[] = [];
    for (let column = area.startColumn; column < Math.min(area.endColumn, cells.length); column += 1) {
      values.push(render(cells[column], row, column));
    }
    rows.push(trimTrailing(values, isEmptyText));
  }
  return trimTrailing(rows, (values) => values.length === 0);
}

function transposed(rows: readonly (readonly JsonValue[])[]): JsonValue[][] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const columns: JsonValue[][] = [];
  for (let column = 0; column < width; column += 1) {
    columns.push(
      trimTrailing(
        rows.map((row) => row[column] ?? ""),
        isEmptyText,
      ),
    );
  }
  return columns;
}

/**
 * Reads a rectangle as `values.get` does: trailing blanks left out, the echoed range bounded by the grid.
 *
 * A read may reach beyond the grid and is clipped; a range that lies wholly beyond it is refused.
 */
export function readValues(
  sheet: Sheet,
  area: Area,
  spreadsheet: Spreadsheet,
  options: ReadOptions,
  nowMs: number,
): ValueRange {
  const bounded = clip(area, sheet.grid);
  if (bounded.startRow >= bounded.endRow || bounded.startColumn >= bounded.endColumn) {
    const { rowCount, columnCount } = sheet.grid;
    throw invalidArgument(
      `Range (${rangeText(sheet.properties.title, area)}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`,
    );
  }
  const locale = localeOf(spreadsheet.properties.locale);
  const render = renderer(sheet, new SpreadsheetValues(spreadsheet, nowMs), options, locale);
  const rows = rowsOf(sheet, bounded, render);
  const majorDimension = options.majorDimension === "COLUMNS" ? "COLUMNS" : "ROWS";
  const values = majorDimension === "COLUMNS" ? transposed(rows) : rows;
  const range = rangeText(sheet.properties.title, bounded);
  return { range, majorDimension, ...(values.length === 0 ? {} : { values }) };
}
