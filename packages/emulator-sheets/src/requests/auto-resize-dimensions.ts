import { FormulaError, shownError } from "../formulas/formula-value.ts";
import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { isRich } from "../grid/cell.ts";
import type { DimensionRange } from "../spreadsheet/dimension.ts";
import { dimensionSpan, spanArea } from "../spreadsheet/dimension-span.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import type { Sheet, Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { textPixels } from "../spreadsheet/text-width.ts";
import { localeOf } from "../values/locale.ts";
import { renderValue } from "../values/render-value.ts";
import { requestKind } from "./request-kind.ts";
import { withLine } from "./update-dimension-properties.ts";

interface AutoResizeDimensions {
  readonly dimensions?: DimensionRange;
}

function widestText(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  column: number,
  values: SpreadsheetValues,
): number {
  const locale = localeOf(spreadsheet.properties.locale);
  let widest = 0;
  for (let row = 0; row < sheet.grid.storedRows; row += 1) {
    const cell = sheet.grid.row(row)[column];
    const value = values.of(sheet, row, column, cell);
    if (value === undefined) continue;
    const format = isRich(cell) ? cell.format?.numberFormat : undefined;
    const text = value instanceof FormulaError ? shownError(value) : renderValue(value, format, locale);
    for (const line of text.split("\n")) widest = Math.max(widest, textPixels(line));
  }
  return widest;
}

/** Makes columns as wide as their text; rows take their default height. The letters' widths are close, not Google's own. */
export const autoResizeDimensions = requestKind<AutoResizeDimensions>(
  "autoResizeDimensions",
  ({ dimensions }, { draft, actor, nowMs }) => {
    const span = dimensionSpan(dimensions, draft);
    const { sheet, dimension, start, end } = span;
    guardArea(sheet, spanArea(span), actor);
    if (dimension === "ROWS") {
      sheet.rowProperties = new Map(
        [...sheet.rowProperties].filter(([index]) => index < start || index >= end),
      );
      return;
    }
    const spreadsheet = draft.finish();
    const finished = spreadsheet.sheets.find(({ properties }) => properties.sheetId === sheet.sheetId);
    if (finished === undefined) return;
    const values = new SpreadsheetValues(spreadsheet, nowMs);
    const table = new Map(sheet.columnProperties);
    for (let column = start; column < Math.min(end, finished.grid.columnCount); column += 1) {
      const pixelSize = widestText(spreadsheet, finished, column, values);
      if (pixelSize > 0) withLine(table, column, { pixelSize });
    }
    sheet.columnProperties = table;
  },
);
