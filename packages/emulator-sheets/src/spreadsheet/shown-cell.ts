import { FormulaError, shownError } from "../formulas/formula-value.ts";
import type { EffectiveValue } from "../formulas/spreadsheet-values.ts";
import { type Cell, isRich, type ScalarValue } from "../grid/cell.ts";
import { type FieldMask, maskOf } from "../schema/field-mask.ts";
import type { Locale } from "../values/locale.ts";
import { renderValue } from "../values/render-value.ts";
import { defaultFormat } from "./default-format.ts";

type Json = Record<string, unknown>;

function extended(value: ScalarValue): Json {
  if (typeof value === "string") return { stringValue: value };
  return typeof value === "number" ? { numberValue: value } : { boolValue: value };
}

function effective(value: ScalarValue | FormulaError): Json {
  if (!(value instanceof FormulaError)) return extended(value);
  return { errorValue: { type: value.type, message: value.message } };
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The default with what was entered laid over it, field by field. */
function laidOver(below: Json, above: Json): Json {
  const result: Json = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const present = result[name];
    const isColor = /color(style)?$/i.test(name);
    result[name] = isObject(present) && isObject(value) && !isColor ? laidOver(present, value) : value;
  }
  return result;
}

/** google.apps.sheets.v4.CellData as Google shows it; only the parts that the mask names are worked out. */
export function shownCell(
  cell: Cell | undefined,
  value: EffectiveValue,
  locale: Locale,
  mask: FieldMask,
): Json {
  if (cell === null || cell === undefined) return {};
  const rich = isRich(cell) ? cell : { value: cell };
  const shown: Json = {};
  const wants = (name: string): boolean => maskOf(mask, name) !== undefined;
  if (wants("userEnteredValue")) {
    if (rich.formula !== undefined) shown.userEnteredValue = { formulaValue: rich.formula };
    else if (rich.value !== undefined) shown.userEnteredValue = extended(rich.value);
  }
  if (value !== undefined) {
    if (wants("effectiveValue")) shown.effectiveValue = effective(value);
    if (wants("formattedValue")) {
      const format = rich.format?.numberFormat;
      shown.formattedValue =
        value instanceof FormulaError ? shownError(value) : renderValue(value, format, locale);
    }
  }
  if (rich.format !== undefined && wants("userEnteredFormat")) shown.userEnteredFormat = rich.format;
  if (wants("effectiveFormat")) shown.effectiveFormat = laidOver(defaultFormat as Json, rich.format ?? {});
  if (rich.note !== undefined && wants("note")) shown.note = rich.note;
  if (rich.validation !== undefined && wants("dataValidation")) shown.dataValidation = rich.validation;
  return shown;
}
