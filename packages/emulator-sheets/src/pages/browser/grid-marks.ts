/** How long something new stays marked. */
export const markedMs = 8_000;

interface FreshRows {
  readonly from: number;
  readonly end: number;
  readonly sinceMs: number;
}

/** Which rows and cells of a tab have just arrived or changed. */
export class GridMarks {
  #rows: FreshRows[] = [];
  readonly #cells = new Map<string, number>();

  addRows(from: number, end: number): void {
    this.#rows.push({ from, end, sinceMs: performance.now() });
  }

  /** Marks changed cells, given as `row:column`; those of rows that are new themselves are left out. */
  addCells(cells: readonly string[]): void {
    this.#forget();
    for (const cell of cells) {
      if (this.rowAge(Number(cell.split(":")[0])) === undefined) this.#cells.set(cell, performance.now());
    }
  }

  /** For how many milliseconds a row has been new; undefined when it is not. */
  rowAge(row: number): number | undefined {
    const found = this.#rows.findLast(({ from, end }) => from <= row && row < end);
    const age = found === undefined ? markedMs : performance.now() - found.sinceMs;
    return age < markedMs ? age : undefined;
  }

  cellAge(row: number, column: number): number | undefined {
    const age = performance.now() - (this.#cells.get(`${row}:${column}`) ?? Number.NEGATIVE_INFINITY);
    return age < markedMs ? age : undefined;
  }

  clear(): void {
    this.#rows = [];
    this.#cells.clear();
  }

  #forget(): void {
    const nowMs = performance.now();
    this.#rows = this.#rows.filter(({ sinceMs }) => nowMs - sinceMs < markedMs);
    for (const [cell, sinceMs] of this.#cells) if (nowMs - sinceMs >= markedMs) this.#cells.delete(cell);
  }
}
