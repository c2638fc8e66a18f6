/** google.apps.sheets.v4.CellFormat, as far as anybody sent it. Shared by all cells that look the same; never changed. */
export interface CellFormat {
  readonly numberFormat?: NumberFormat;
  readonly [field: string]: unknown;
}

export interface NumberFormat {
  readonly type?: string;
  readonly pattern?: string;
}

export type ScalarValue = string | number | boolean;

/** A cell with more to it than a plain value. Never changed, only replaced. */
export interface RichCell {
  readonly value?: ScalarValue;
  /** Starts with `=`; then `value` is absent, since formulas are evaluated when somebody looks. */
  readonly formula?: string;
  readonly format?: CellFormat;
  readonly note?: string;
  /** google.apps.sheets.v4.DataValidationRule, kept and given back, not enforced on the API (as in the recording). */
  readonly validation?: unknown;
}

/**
 * One cell, as small as it can be: most cells of a million rows are a bare string or number.
 *
 * `null` is an empty cell without any format.
 */
export type Cell = null | ScalarValue | RichCell;

/** The cells of a row from column A on, without trailing empty ones. Never changed, only replaced. */
export type Row = readonly Cell[];

export const emptyRow: Row = [];

export const isRich = (cell: Cell | undefined): cell is RichCell => typeof cell === "object" && cell !== null;

/** What was typed into the cell, without what it looks like; undefined when nothing was. */
export const enteredValue = (cell: Cell | undefined): ScalarValue | undefined =>
  isRich(cell) ? cell.value : (cell ?? undefined);

/** Whether a cell counts as data: a value or a formula, but not a mere format or note. */
export function hasData(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  return !isRich(cell) || cell.value !== undefined || cell.formula !== undefined;
}

/** The smallest form of a cell: a rich cell with nothing but a value becomes that value. */
function compact(cell: RichCell): Cell {
  const { value, formula, format, note, validation } = cell;
  if (formula === undefined && format === undefined && note === undefined && validation === undefined) {
    return value ?? null;
  }
  return {
    ...(value === undefined ? {} : { value }),
    ...(formula === undefined ? {} : { formula }),
    ...(format === undefined ? {} : { format }),
    ...(note === undefined ? {} : { note }),
    ...(validation === undefined ? {} : { validation }),
  };
}

/** The same cell with another value or formula; format, note and validation stay. */
export function withValue(cell: Cell | undefined, value: ScalarValue | undefined, formula?: string): Cell {
  if (!isRich(cell)) return formula === undefined ? (value ?? null) : { formula };
  const { value: _value, formula: _formula, ...rest } = cell;
  return compact({
    ...rest,
    ...(value === undefined ? {} : { value }),
    ...(formula === undefined ? {} : { formula }),
  });
}

/** The same cell with other details; `undefined` removes one. */
export function withDetail(
  cell: Cell | undefined,
  details: { format?: CellFormat | undefined; note?: string | undefined; validation?: unknown },
): Cell {
  const rich: RichCell = isRich(cell) ? cell : cell === null || cell === undefined ? {} : { value: cell };
  return compact({ ...rest(rich, details), ...present(details) } as RichCell);
}

const rest = (rich: RichCell, details: object): object =>
  Object.fromEntries(Object.entries(rich).filter(([name]) => !(name in details)));

const present = (details: object): object =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

/** A row without its trailing empty cells; the shared empty row when nothing is left. */
export function trimmed(cells: Row): Row {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? null) === null) length -= 1;
  if (length === 0) return emptyRow;
  return length === cells.length ? cells : cells.slice(0, length);
}
