import { FormulaError } from "../formulas/formula-value.ts";
import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import { isRich } from "../grid/cell.ts";
import type { Area, GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { boundedRange } from "../spreadsheet/shown-ranges.ts";
import { defaultTableColors } from "../spreadsheet/table-colors.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { localeOf } from "../values/locale.ts";
import { renderValue } from "../values/render-value.ts";
import { type RequestContext, requestKind } from "./request-kind.ts";

interface WrittenTable {
  readonly tableId?: string;
  readonly name?: string;
  readonly range?: GridRange;
  readonly columnProperties?: readonly Record<string, unknown>[];
}

/** The columns as they are kept: an index of 0 is not shown (recorded). */
export const keptColumns = (columns: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  columns.map(({ columnIndex, ...rest }) =>
    columnIndex === undefined || columnIndex === 0 ? rest : { columnIndex, ...rest },
  );

/** The header row names the columns. */
function headerColumns(
  sheet: SheetDraft,
  area: Area,
  { draft, nowMs }: RequestContext,
): Record<string, unknown>[] {
  const spreadsheet = draft.finish();
  const finished = spreadsheet.sheets.find(({ properties }) => properties.sheetId === sheet.sheetId);
  const values = new SpreadsheetValues(spreadsheet, nowMs);
  const locale = localeOf(spreadsheet.properties.locale);
  const cells = sheet.grid.row(area.startRow);
  return Array.from({ length: area.endColumn - area.startColumn }, (_, index) => {
    const column = area.startColumn + index;
    const cell = cells[column];
    const value = finished === undefined ? undefined : values.of(finished, area.startRow, column, cell);
    const format = isRich(cell) ? cell.format?.numberFormat : undefined;
    const isBlank = value === undefined || value instanceof FormulaError;
    return {
      columnIndex: index,
      columnName: isBlank ? `Column ${index + 1}` : renderValue(value, format, locale),
    };
  });
}

/**
 * A table over a range: kept and shown with its colour bands and columns, and the header row frozen, as recorded.
 *
 * Its rules (types of columns, growing with what is typed below) are not emulated.
 */
export const addTable = requestKind<{ readonly table?: WrittenTable }>(
  "addTable",
  ({ table: written = {} }, context) => {
    const { draft, random, actor } = context;
    const { sheet, area } = writableArea(written.range ?? {}, draft, actor);
    const tables = draft.sheets.flatMap((one) => one.tables);
    const isUsed = (id: number): boolean => tables.some((table) => table.tableId === String(id));
    const name = written.name ?? `Table${tables.length + 1}`;
    if (tables.some((table) => table.name === name)) {
      throw invalidArgument(`Cannot add table with name ${name}, a table with that name already exists.`);
    }
    if (written.tableId !== undefined && tables.some((table) => table.tableId === written.tableId)) {
      throw invalidArgument(
        `Cannot add table with ID ${written.tableId}, a table with that ID already exists.`,
      );
    }
    const tableId = written.tableId ?? String(random.unusedId(isUsed));
    const range = written.range ?? {};
    const { rowsProperties, rowProperties } = defaultTableColors;
    const columnProperties = keptColumns(written.columnProperties ?? headerColumns(sheet, area, context));
    const added = { tableId, name, range, rowsProperties, columnProperties };
    sheet.tables = [...sheet.tables, added];
    const band = { bandedRangeId: Number(tableId), range, rowProperties, bandedRangeReference: tableId };
    sheet.bandedRanges = [...sheet.bandedRanges, band];
    if (area.startRow === 0) sheet.properties = { ...sheet.properties, frozenRowCount: 1 };
    return { table: { ...added, range: boundedRange(sheet, range) } };
  },
);
