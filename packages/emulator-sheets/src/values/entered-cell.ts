import { canonicalFormula } from "../formulas/canonical-formula.ts";
import {
  type Cell,
  isRich,
  type NumberFormat,
  type ScalarValue,
  withDetail,
  withValue,
} from "../grid/cell.ts";
import { checkedText } from "../grid/cell-data.ts";
import { keptFormat } from "../grid/cell-format.ts";
import { enteredDate } from "./entered-date.ts";
import { enteredNumber } from "./entered-number.ts";
import type { Locale } from "./locale.ts";

/** What may stand in a cell of `values`; `null` leaves the cell alone and never gets here. */
export type InputValue = string | number | boolean;

interface Entered {
  readonly value?: ScalarValue;
  readonly formula?: string;
  readonly format?: NumberFormat;
}

/** By what typed input is read. */
export interface EntryContext {
  readonly locale: Locale;
  /** The titles of the tabs, for references in formulas. */
  readonly titles: readonly string[];
}

function interpret(text: string, { locale, titles }: EntryContext): Entered {
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (text.startsWith("=") && text.length > 1) return { formula: canonicalFormula(text, titles) };
  const typed = text.trim();
  if (/^(true|false)$/i.test(typed)) return { value: typed.toLowerCase() === "true" };
  return enteredNumber(typed, locale) ?? enteredDate(typed, locale) ?? { value: text };
}

/** The cell after RAW input: what was sent, as it was sent. An empty text empties it. */
export function rawCell(cell: Cell | undefined, input: InputValue): Cell {
  return withValue(cell, input === "" ? undefined : typeof input === "string" ? checkedText(input) : input);
}

/**
 * The cell after USER_ENTERED input: as if a person had typed it.
 *
 * A cell formatted as plain text takes everything as text. A format that the input brings along (a date's, a currency's) is
 * set only where the cell has none.
 */
export function userEnteredCell(cell: Cell | undefined, input: InputValue, context: EntryContext): Cell {
  const present = isRich(cell) ? cell.format : undefined;
  if (typeof input !== "string" || input === "" || present?.numberFormat?.type === "TEXT")
    return rawCell(cell, input);
  const { value, formula, format } = interpret(checkedText(input), context);
  const entered = withValue(cell, value === "" ? undefined : value, formula);
  if (format === undefined || present?.numberFormat !== undefined) return entered;
  return withDetail(entered, { format: keptFormat({ ...present, numberFormat: format }) });
}
