import { canonicalFormula } from "../formulas/canonical-formula.ts";
import { type FieldMask, maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { mergeMasked } from "../schema/merge-masked.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { limits } from "../spreadsheet/limits.ts";
import { type Cell, isRich, type ScalarValue, withDetail, withValue } from "./cell.ts";
import { keptFormat } from "./cell-format.ts";

/** google.apps.sheets.v4.ExtendedValue: at most one of them. */
interface ExtendedValue {
  readonly stringValue?: string;
  readonly numberValue?: number;
  readonly boolValue?: boolean;
  readonly formulaValue?: string;
  readonly errorValue?: unknown;
}

/** google.apps.sheets.v4.CellData, the part that can be written. */
export interface CellData {
  readonly userEnteredValue?: ExtendedValue;
  readonly userEnteredFormat?: Record<string, unknown>;
  readonly note?: string;
  readonly dataValidation?: unknown;
}

/** What a request's `fields` lets it write. */
export interface CellMask {
  readonly value: boolean;
  readonly format: FieldMask | undefined;
  readonly note: boolean;
  readonly validation: boolean;
  /** The titles of the tabs, by which references in formulas are put into their kept form. */
  readonly titles: readonly string[];
}

const writable = new Set(["userEnteredValue", "userEnteredFormat", "note", "dataValidation"]);

/**
 * Reads `fields` of a request about cells.
 *
 * @throws ApiError when it is missing, or names a part of a cell that is not emulated; MaskPathError for an unknown path
 */
export function cellMask(
  fields: string | undefined,
  sheets: readonly { readonly title: string }[],
): CellMask {
  if (fields === undefined || fields.trim() === "") {
    throw invalidArgument("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  }
  const mask = parseFieldMask(fields, "CellData");
  if (mask !== "*") {
    for (const name of mask.keys()) if (!writable.has(name)) throw notEmulated(`Writing CellData.${name}`);
  }
  return {
    value: maskOf(mask, "userEnteredValue") !== undefined,
    format: maskOf(mask, "userEnteredFormat"),
    note: maskOf(mask, "note") !== undefined,
    validation: maskOf(mask, "dataValidation") !== undefined,
    titles: sheets.map(({ title }) => title),
  };
}

/** @throws ApiError when a text is longer than a cell holds */
export function checkedText(text: string): string {
  if (text.length <= limits.cellCharacters) return text;
  throw invalidArgument(
    `Your input contains more than the maximum of ${limits.cellCharacters} characters in a single cell.`,
  );
}

function scalarOf(entered: ExtendedValue): ScalarValue | undefined {
  if (entered.stringValue !== undefined) {
    // An empty text is an empty cell.
    return entered.stringValue === "" ? undefined : checkedText(entered.stringValue);
  }
  if (entered.errorValue !== undefined) throw notEmulated("Writing userEnteredValue.errorValue");
  return entered.numberValue ?? entered.boolValue;
}

function withEntered(
  cell: Cell | undefined,
  entered: ExtendedValue | undefined,
  titles: readonly string[],
): Cell {
  if (entered === undefined) return withValue(cell, undefined);
  if (entered.formulaValue === undefined) return withValue(cell, scalarOf(entered));
  const formula = checkedText(entered.formulaValue);
  if (!formula.startsWith("=")) throw invalidArgument("Formulas must begin with '='.");
  return withValue(cell, undefined, canonicalFormula(formula, titles));
}

/** The cell after a request wrote `data` over it; what the mask does not name stays. */
export function applyCellData(cell: Cell | undefined, data: CellData | undefined, mask: CellMask): Cell {
  let result: Cell = mask.value ? withEntered(cell, data?.userEnteredValue, mask.titles) : (cell ?? null);
  if (mask.format !== undefined) {
    const present = isRich(result) ? result.format : undefined;
    const merged = mergeMasked(present, data?.userEnteredFormat, mask.format);
    if (merged !== present) {
      const format = merged === undefined ? undefined : keptFormat(merged as Record<string, unknown>);
      result = withDetail(result, { format });
    }
  }
  if (mask.note) result = withDetail(result, { note: data?.note === "" ? undefined : data?.note });
  if (mask.validation) result = withDetail(result, { validation: data?.dataValidation });
  return result;
}
