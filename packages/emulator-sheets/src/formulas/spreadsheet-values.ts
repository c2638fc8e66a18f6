import type { Cell, ScalarValue } from "../grid/cell.ts";
import { enteredValue, isRich } from "../grid/cell.ts";
import { areaOf, clip, type GridRange } from "../ranges/grid-range.ts";
import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { serialNow } from "../values/serial-date.ts";
import { evaluateFormula, type FormulaScope } from "./evaluate.ts";
import { FormulaError, type FormulaValue, single } from "./formula-value.ts";

type SheetOfValues = Spreadsheet["sheets"][number];

/** What a cell comes to: its value, or what its formula evaluates to. */
export type EffectiveValue = ScalarValue | FormulaError | undefined;

/**
 * The effective values of a spreadsheet at one moment.
 *
 * Formulas are evaluated when somebody looks and remembered for this object's life, so it is made anew for every read.
 */
export class SpreadsheetValues {
  readonly #spreadsheet: Spreadsheet;
  readonly #nowSerial: number;
  readonly #known = new Map<string, EffectiveValue>();
  readonly #underway = new Set<string>();

  constructor(spreadsheet: Spreadsheet, nowMs: number) {
    this.#spreadsheet = spreadsheet;
    this.#nowSerial = serialNow(nowMs, spreadsheet.properties.timeZone);
  }

  /** The effective value of a cell that was read from `sheet` at this place. */
  of(sheet: SheetOfValues, row: number, column: number, cell: Cell | undefined): EffectiveValue {
    if (!isRich(cell) || cell.formula === undefined) return enteredValue(cell);
    const key = `${sheet.properties.sheetId}:${row}:${column}`;
    if (this.#known.has(key)) return this.#known.get(key);
    if (this.#underway.has(key)) return new FormulaError("REF", "Circular dependency detected.");
    this.#underway.add(key);
    const value = single(evaluateFormula(cell.formula, this.#scopeOf(sheet)));
    this.#underway.delete(key);
    this.#known.set(key, value);
    return value;
  }

  #scopeOf(sheet: SheetOfValues): FormulaScope {
    return {
      nowSerial: this.#nowSerial,
      range: (title, range) => this.#range(title === undefined ? sheet : this.#titled(title), range),
      named: (name) => {
        const named = this.#spreadsheet.namedRanges.find(
          (range) => range.name.toLowerCase() === name.toLowerCase(),
        );
        if (named === undefined) return undefined;
        return this.#range(this.#withId(named.range.sheetId ?? 0), named.range);
      },
    };
  }

  #titled(title: string): SheetOfValues | undefined {
    return this.#spreadsheet.sheets.find(
      ({ properties }) => properties.title.toLowerCase() === title.toLowerCase(),
    );
  }

  #withId(sheetId: number): SheetOfValues | undefined {
    return this.#spreadsheet.sheets.find(({ properties }) => properties.sheetId === sheetId);
  }

  #range(sheet: SheetOfValues | undefined, range: GridRange): FormulaValue {
    if (sheet === undefined) return new FormulaError("REF", "Unresolved sheet name.");
    const area = clip(areaOf(range, sheet.grid), sheet.grid);
    const rows: FormulaValue[][] = [];
    for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.storedRows); row += 1) {
      const cells = sheet.grid.row(row);
      const values: FormulaValue[] = [];
      for (let column = area.startColumn; column < area.endColumn; column += 1) {
        values.push(this.of(sheet, row, column, cells[column]));
      }
      rows.push(values);
    }
    return rows;
  }
}
