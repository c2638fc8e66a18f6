import type { Cell } from "../grid/cell.ts";
import { columnName, rangeText } from "../ranges/a1.ts";
import type { Area } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { type Actor, guardArea } from "../spreadsheet/protection.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { checkInsideGrid } from "../spreadsheet/writable-area.ts";
import { type EntryContext, rawCell, userEnteredCell } from "./entered-cell.ts";
import type { InputRows } from "./input-rows.ts";

/** What a write touched. `null` cells are part of the range and not of the counts. */
export interface Written {
  readonly sheet: SheetDraft;
  /** The rectangle of the input, from its first cell. */
  readonly area: Area;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
  readonly cells: number;
}

export interface Input {
  readonly rows: InputRows;
  readonly isRaw: boolean;
  readonly context: EntryContext;
}

/** Refuses input that is larger than the two corners that were given. */
export function checkFits(sheet: SheetDraft, area: Area, rows: InputRows): void {
  const within = `Requested writing within range [${rangeText(sheet.title, area)}], but tried writing to`;
  const height = area.endRow - area.startRow;
  const width = area.endColumn - area.startColumn;
  if (rows.length > height) throw invalidArgument(`${within} row [${area.endRow + 1}]`);
  if (rows.some((row) => row.length > width))
    throw invalidArgument(`${within} column [${columnName(area.endColumn)}]`);
}

/** Writes the input with its first cell at a corner. @throws ApiError when it reaches beyond the grid or is protected */
export function writeValues(
  sheet: SheetDraft,
  startRow: number,
  startColumn: number,
  input: Input,
  actor: Actor,
): Written {
  const width = input.rows.reduce((widest, row) => Math.max(widest, row.length), 1);
  const height = Math.max(input.rows.length, 1);
  const area = { startRow, endRow: startRow + height, startColumn, endColumn: startColumn + width };
  checkInsideGrid(sheet.title, area, sheet.grid);
  guardArea(sheet, area, actor);
  const rows = new Set<number>();
  const columns = new Set<number>();
  let cells = 0;
  for (const [index, values] of input.rows.entries()) {
    const present = sheet.grid.row(startRow + index);
    const next: Cell[] = [...present];
    while (next.length < startColumn) next.push(null);
    for (const [offset, value] of values.entries()) {
      const column = startColumn + offset;
      if (value === undefined) {
        next[column] ??= null;
        continue;
      }
      next[column] = input.isRaw
        ? rawCell(present[column], value)
        : userEnteredCell(present[column], value, input.context);
      rows.add(startRow + index);
      columns.add(column);
      cells += 1;
    }
    sheet.grid.setRow(startRow + index, next);
  }
  return { sheet, area, rows, columns, cells };
}
