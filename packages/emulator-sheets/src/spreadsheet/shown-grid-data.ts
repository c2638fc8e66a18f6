import type { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { type Area, clip } from "../ranges/grid-range.ts";
import { type FieldMask, maskOf } from "../schema/field-mask.ts";
import type { Locale } from "../values/locale.ts";
import type { DimensionTable } from "./dimension.ts";
import { shownCell } from "./shown-cell.ts";
import type { Sheet } from "./spreadsheet.ts";

type Json = Record<string, unknown>;

const defaultPixels = { row: 21, column: 100 } as const;

function shownDimensions(table: DimensionTable, from: number, to: number, pixelSize: number): Json[] {
  const shown: Json[] = [];
  for (let index = from; index < to; index += 1) shown.push({ pixelSize, ...table.get(index) });
  return shown;
}

function shownRows(
  sheet: Sheet,
  area: Area,
  values: SpreadsheetValues,
  locale: Locale,
  mask: FieldMask,
): Json[] {
  const rows: Json[] = [];
  const below = maskOf(mask, "values");
  for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.storedRows); row += 1) {
    const cells = sheet.grid.row(row);
    const shown: Json[] = [];
    for (let column = area.startColumn; column < Math.min(area.endColumn, cells.length); column += 1) {
      const cell = cells[column];
      if (below !== undefined)
        shown.push(shownCell(cell, values.of(sheet, row, column, cell), locale, below));
    }
    while (shown.length > 0 && Object.keys(shown.at(-1) as Json).length === 0) shown.pop();
    rows.push(shown.length === 0 ? {} : { values: shown });
  }
  while (rows.length > 0 && Object.keys(rows.at(-1) as Json).length === 0) rows.pop();
  return rows;
}

/** google.apps.sheets.v4.GridData of one range: cells without trailing empty ones, and the sizes of rows and columns. */
export function shownGridData(
  sheet: Sheet,
  range: Area,
  values: SpreadsheetValues,
  locale: Locale,
  mask: FieldMask,
): Json {
  const area = clip(range, sheet.grid);
  const data: Json = {};
  if (area.startRow > 0) data.startRow = area.startRow;
  if (area.startColumn > 0) data.startColumn = area.startColumn;
  const rowMask = maskOf(mask, "rowData");
  const rows = rowMask === undefined ? [] : shownRows(sheet, area, values, locale, rowMask);
  if (rows.length > 0) data.rowData = rows;
  if (maskOf(mask, "rowMetadata") !== undefined) {
    data.rowMetadata = shownDimensions(sheet.rowProperties, area.startRow, area.endRow, defaultPixels.row);
  }
  if (maskOf(mask, "columnMetadata") !== undefined) {
    const { startColumn, endColumn } = area;
    data.columnMetadata = shownDimensions(
      sheet.columnProperties,
      startColumn,
      endColumn,
      defaultPixels.column,
    );
  }
  return data;
}
