import { FormulaError } from "../formulas/formula-value.ts";
import type { EffectiveValue } from "../formulas/spreadsheet-values.ts";
import { type Cell, isRich, withDetail, withValue } from "../grid/cell.ts";

/** What of a copied cell is pasted. */
export type PasteType =
  | "PASTE_NORMAL"
  | "PASTE_VALUES"
  | "PASTE_FORMAT"
  | "PASTE_FORMULA"
  | "PASTE_DATA_VALIDATION";

export const pasteTypes: ReadonlySet<string> = new Set<PasteType>([
  "PASTE_NORMAL",
  "PASTE_VALUES",
  "PASTE_FORMAT",
  "PASTE_FORMULA",
  "PASTE_DATA_VALIDATION",
]);

/**
 * The target cell after a paste.
 *
 * @param source the copied cell
 * @param value what it comes to: pasted by itself where formulas are not
 */
export function pastedCell(
  target: Cell | undefined,
  source: Cell,
  value: EffectiveValue,
  type: PasteType,
): Cell {
  if (type === "PASTE_NORMAL") return source;
  const rich = isRich(source) ? source : undefined;
  if (type === "PASTE_FORMAT") return withDetail(target, { format: rich?.format });
  if (type === "PASTE_DATA_VALIDATION") return withDetail(target, { validation: rich?.validation });
  if (type === "PASTE_FORMULA" && rich?.formula !== undefined)
    return withValue(target, undefined, rich.formula);
  return withValue(target, value instanceof FormulaError ? undefined : value);
}
