import type { ScalarValue } from "../grid/cell.ts";

/** google.apps.sheets.v4.ErrorType of what a formula came to, as far as the emulated formulas can. */
export type FormulaErrorType = "ERROR" | "DIVIDE_BY_ZERO" | "VALUE" | "REF" | "NAME" | "NUM" | "N_A";

/** A formula that came to an error; the cell shows it as `#DIV/0!` and so on. */
export class FormulaError {
  readonly type: FormulaErrorType;
  readonly message: string;
  constructor(type: FormulaErrorType, message: string) {
    this.type = type;
    this.message = message;
  }
}

/** What a formula or a part of it comes to; undefined is an empty cell, a list is a range in rows. */
export type FormulaValue = ScalarValue | undefined | FormulaError | readonly FormulaValue[];

const shown: Readonly<Record<FormulaErrorType, string>> = {
  ERROR: "#ERROR!",
  DIVIDE_BY_ZERO: "#DIV/0!",
  VALUE: "#VALUE!",
  REF: "#REF!",
  NAME: "#NAME?",
  NUM: "#NUM!",
  N_A: "#N/A",
};

/** The error as the cell shows it. */
export const shownError = (error: FormulaError): string => shown[error.type];

/** The single value of an operand; of a range the first cell counts. */
export const single = (value: FormulaValue): Exclude<FormulaValue, readonly FormulaValue[]> =>
  Array.isArray(value) ? single(value[0]) : (value as Exclude<FormulaValue, readonly FormulaValue[]>);

/** A number out of an operand: empty is 0, TRUE is 1, a text that is a number counts as one. */
export function asNumber(value: FormulaValue): number | FormulaError {
  const operand = single(value);
  if (operand instanceof FormulaError) return operand;
  if (operand === undefined) return 0;
  if (typeof operand === "boolean") return operand ? 1 : 0;
  if (typeof operand === "number") return operand;
  const number = operand.trim() === "" ? Number.NaN : Number(operand);
  if (!Number.isNaN(number)) return number;
  return new FormulaError("VALUE", `'${operand}' is a text and cannot be coerced to a number.`);
}

/** A text out of an operand, for `&`. */
export function asText(value: FormulaValue): string | FormulaError {
  const operand = single(value);
  if (operand instanceof FormulaError) return operand;
  if (operand === undefined) return "";
  return typeof operand === "boolean" ? (operand ? "TRUE" : "FALSE") : String(operand);
}
