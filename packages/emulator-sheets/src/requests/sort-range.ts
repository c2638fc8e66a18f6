import { FormulaError } from "../formulas/formula-value.ts";
import { type EffectiveValue, SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import type { Cell } from "../grid/cell.ts";
import type { Area, GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

interface SortSpec {
  readonly dimensionIndex?: number;
  readonly sortOrder?: string;
}

interface SortRange {
  readonly range?: GridRange;
  readonly sortSpecs?: readonly SortSpec[];
}

/** Numbers, then texts, then FALSE and TRUE, then errors; empty cells last in either order. */
function rank(value: EffectiveValue): number {
  if (value === undefined) return 9;
  if (value instanceof FormulaError) return 3;
  return typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2;
}

function compareValues(one: EffectiveValue, other: EffectiveValue): number {
  const ranks = rank(one) - rank(other);
  if (ranks !== 0) return ranks;
  if (typeof one === "string" && typeof other === "string") return one.localeCompare(other, "en");
  if (one instanceof FormulaError || other instanceof FormulaError) return 0;
  return Number(one) - Number(other);
}

interface SortableRow {
  readonly cells: readonly Cell[];
  readonly keys: readonly EffectiveValue[];
}

function compareRows(one: SortableRow, other: SortableRow, specs: readonly SortSpec[]): number {
  for (const [index, { sortOrder }] of specs.entries()) {
    const [left, right] = [one.keys[index], other.keys[index]];
    const order = compareValues(left, right);
    if (order === 0) continue;
    const hasEmpty = left === undefined || right === undefined;
    return sortOrder === "DESCENDING" && !hasEmpty ? -order : order;
  }
  return 0;
}

function writeSorted(sheet: SheetDraft, area: Area, rows: readonly SortableRow[]): void {
  for (const [index, { cells }] of rows.entries()) {
    const present = sheet.grid.row(area.startRow + index);
    const next = [...present];
    while (next.length < area.endColumn) next.push(null);
    next.splice(area.startColumn, cells.length, ...cells);
    sheet.grid.setRow(area.startRow + index, next);
  }
}

/** Sorts the rows of a range by columns; a stable sort. Formulas move with their text unchanged. */
export const sortRange = requestKind<SortRange>(
  "sortRange",
  ({ range = {}, sortSpecs = [] }, { draft, actor, nowMs }) => {
    if (sortSpecs.length === 0) throw invalidArgument("Must specify at least one sort spec.");
    const { sheet, area } = writableArea(range, draft, actor);
    const finished = draft.finish();
    const values = new SpreadsheetValues(finished, nowMs);
    const source = finished.sheets.find(({ properties }) => properties.sheetId === sheet.sheetId);
    if (source === undefined) return;
    const end = Math.min(area.endRow, sheet.grid.storedRows);
    const rows: SortableRow[] = [];
    for (let row = area.startRow; row < end; row += 1) {
      const cells = sheet.grid.row(row);
      rows.push({
        cells: Array.from(
          { length: area.endColumn - area.startColumn },
          (_, at) => cells[area.startColumn + at] ?? null,
        ),
        keys: sortSpecs.map(({ dimensionIndex = 0 }) =>
          values.of(source, row, dimensionIndex, cells[dimensionIndex]),
        ),
      });
    }
    writeSorted(
      sheet,
      area,
      rows.toSorted((one, other) => compareRows(one, other, sortSpecs)),
    );
  },
);
