import { PortFailure } from "../failures/port-failure.ts";
import type { Cell } from "../model/cell.ts";
import type { TabId } from "../model/ids.ts";

/** The longest text one cell of Google's takes, in UTF-16 units (sheets/FACTS.md §5). */
const MAX_CELL_CHARACTERS = 50_000;

/** One tab: what stands in its cells and what its grid reserves. */
export class MemoryTab {
  readonly tabId: TabId;
  title: string;
  frozenRows = 0;
  /** People lock a tab against the connected account. */
  isProtected = false;
  #rowCount: number;
  #columnCount: number;
  /** From row 1, without empty rows at the end. */
  #rows: (readonly Cell[])[] = [];

  constructor(tabId: TabId, title: string, rowCount: number, columnCount: number) {
    this.tabId = tabId;
    this.title = title;
    this.#rowCount = rowCount;
    this.#columnCount = columnCount;
  }

  /** Rows of the grid, filled or not. */
  get rowCount(): number {
    return this.#rowCount;
  }

  get columnCount(): number {
    return this.#columnCount;
  }

  /** Cells that count towards the spreadsheet's limit: the reserved ones, not the filled ones. */
  get reservedCells(): number {
    return this.#rowCount * this.#columnCount;
  }

  /** From row 1 to the last row with data. */
  get rows(): readonly (readonly Cell[])[] {
    return this.#rows;
  }

  /** The failure that keeps the rows out, if any. Changes nothing, so that a batch can be checked before it is applied. */
  refusalOf(rows: readonly (readonly Cell[])[]): PortFailure | undefined {
    if (this.isProtected) return new PortFailure("sheet-protected", `the tab ${this.tabId} is protected`);
    for (const row of rows)
      for (const cell of row) {
        if (typeof cell === "string" && cell.length > MAX_CELL_CHARACTERS)
          return new PortFailure("content-refused", `a cell has more than ${MAX_CELL_CHARACTERS} characters`);
        if (!Number.isFinite(serialOf(cell)))
          return new PortFailure("content-refused", "a cell holds a number that is not finite");
      }
    return undefined;
  }

  /** Cells the grid will reserve once the rows are in it. */
  reservedWith(rows: readonly (readonly Cell[])[]): number {
    return this.#rowsWith(rows) * this.#columnsWith(rows);
  }

  /** Writes below the last row with data; the grid grows by exactly what is needed. */
  append(rows: readonly (readonly Cell[])[]): void {
    const rowCount = this.#rowsWith(rows);
    this.#columnCount = this.#columnsWith(rows);
    this.#rowCount = rowCount;
    for (const row of rows) this.#rows.push(trimmed(row));
    this.#dropEmptyEnd();
  }

  /** What people do by hand: the rows become these, the grid stays. */
  replaceRows(rows: readonly (readonly Cell[])[]): void {
    this.#rows = rows.map(trimmed);
    this.#dropEmptyEnd();
    this.#rowCount = Math.max(this.#rowCount, this.#rows.length);
  }

  /** Drops the empty rows of the grid, so that every further row must grow it. */
  shrinkGrid(): void {
    this.#rowCount = Math.max(1, this.#rows.length);
  }

  #rowsWith(rows: readonly (readonly Cell[])[]): number {
    return Math.max(this.#rowCount, this.#rows.length + rows.length);
  }

  #columnsWith(rows: readonly (readonly Cell[])[]): number {
    return rows.reduce((widest, row) => Math.max(widest, row.length), this.#columnCount);
  }

  #dropEmptyEnd(): void {
    while (this.#rows.at(-1)?.length === 0) this.#rows.pop();
  }
}

const serialOf = (cell: Cell): number => {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "object" || cell === null) return 0;
  return "date" in cell ? cell.date : cell.dateTime;
};

/** A sheet cannot tell an empty text from an empty cell, and does not keep empty cells at a row's end. */
const trimmed = (row: readonly Cell[]): readonly Cell[] => {
  const kept = row.map((cell) => (cell === "" ? null : cell));
  while (kept.at(-1) === null) kept.pop();
  return kept;
};
