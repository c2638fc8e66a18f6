import { emptyRow, hasData, type Row, trimmed } from "./cell.ts";
import { type Chunk, chunkRows } from "./chunk-store.ts";
import { Grid, type GridReader, offsetsOf, partAt } from "./grid.ts";

/** A chunk not yet touched, or its rows copied out to be changed. */
type Part = { readonly chunk: Chunk } | { readonly rows: Row[] };

const countOf = (part: Part): number => ("chunk" in part ? part.chunk.rowCount : part.rows.length);

function dataEndOf(part: Part): number {
  if ("chunk" in part) return part.chunk.dataEnd;
  let end = part.rows.length;
  while (end > 0 && !part.rows[end - 1]?.some(hasData)) end -= 1;
  return end;
}

/**
 * A grid in the making: starts as the given one, copies a chunk at its first change, and is thrown away when a batch fails.
 */
export class GridDraft implements GridReader {
  readonly #store: Grid["store"];
  #rowCount: number;
  #columnCount: number;
  #parts: Part[];
  #offsets: number[];

  constructor(grid: Grid) {
    this.#store = grid.store;
    this.#rowCount = grid.rowCount;
    this.#columnCount = grid.columnCount;
    this.#parts = grid.chunks.map((chunk) => ({ chunk }));
    this.#offsets = [...grid.offsets];
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get columnCount(): number {
    return this.#columnCount;
  }

  get storedRows(): number {
    return this.#offsets.at(-1) ?? 0;
  }

  get dataEnd(): number {
    for (let index = this.#parts.length - 1; index >= 0; index -= 1) {
      const dataEnd = dataEndOf(this.#parts[index] as Part);
      if (dataEnd > 0) return (this.#offsets[index] ?? 0) + dataEnd;
    }
    return 0;
  }

  row(index: number): Row {
    if (index >= this.storedRows) return emptyRow;
    const at = partAt(this.#offsets, index);
    const part = this.#parts[at] as Part;
    const rows = "chunk" in part ? this.#store.rows(part.chunk) : part.rows;
    return rows[index - (this.#offsets[at] ?? 0)] ?? emptyRow;
  }

  /** Replaces a whole row. The row must lie in the grid; growing the grid is the caller's decision. */
  setRow(index: number, cells: Row): void {
    const row = trimmed(cells);
    while (index > this.storedRows) this.#push(emptyRow);
    if (index === this.storedRows) {
      if (row.length > 0) this.#push(row);
      return;
    }
    const at = partAt(this.#offsets, index);
    this.#open(at)[index - (this.#offsets[at] ?? 0)] = row;
  }

  /** Grows or cuts the grid; what lies beyond the new size is gone. */
  resize(rowCount: number, columnCount: number): void {
    if (rowCount < this.storedRows) this.#cut(rowCount, this.storedRows - rowCount);
    if (columnCount < this.#columnCount) {
      this.#eachRow((row) => (row.length > columnCount ? trimmed(row.slice(0, columnCount)) : row));
    }
    this.#rowCount = rowCount;
    this.#columnCount = columnCount;
  }

  insertRows(at: number, rows: readonly Row[]): void {
    this.#rowCount += rows.length;
    const isBlank = rows.every((row) => row.length === 0);
    if (isBlank && at >= this.storedRows) return;
    while (at > this.storedRows) this.#push(emptyRow);
    if (at === this.storedRows) {
      for (const row of rows) this.#push(trimmed(row));
      return;
    }
    const part = partAt(this.#offsets, at);
    const before = this.#open(part);
    const inside = at - (this.#offsets[part] ?? 0);
    this.#parts[part] = { rows: [...before.slice(0, inside), ...rows, ...before.slice(inside)] };
    this.#recount();
  }

  deleteRows(at: number, count: number): void {
    this.#cut(at, count);
    this.#rowCount -= count;
  }

  insertColumns(at: number, count: number): void {
    const blank = new Array<null>(count).fill(null);
    this.#eachRow((row) => (row.length > at ? [...row.slice(0, at), ...blank, ...row.slice(at)] : row));
    this.#columnCount += count;
  }

  deleteColumns(at: number, count: number): void {
    this.#eachRow((row) =>
      row.length > at ? trimmed([...row.slice(0, at), ...row.slice(at + count)]) : row,
    );
    this.#columnCount -= count;
  }

  /** The grid as it now is. Chunks that nobody touched are the ones it started from. */
  finish(): Grid {
    const chunks = this.#parts.flatMap((part) =>
      "chunk" in part ? [part.chunk] : this.#storeChunks(part.rows),
    );
    return new Grid(this.#store, this.#rowCount, this.#columnCount, chunks);
  }

  #storeChunks(rows: Row[]): Chunk[] {
    const chunks: Chunk[] = [];
    // A chunk may grow to twice its size before it is split, so that inserting one row does not split again and again.
    const size = rows.length <= 2 * chunkRows ? Math.max(rows.length, 1) : chunkRows;
    for (let start = 0; start < rows.length; start += size) {
      chunks.push(this.#store.put(rows.slice(start, start + size)));
    }
    return chunks;
  }

  #push(row: Row): void {
    const last = this.#parts.length - 1;
    const part = this.#parts[last];
    if (part === undefined || countOf(part) >= chunkRows) {
      this.#parts.push({ rows: [row] });
      this.#offsets.push(this.storedRows + 1);
      return;
    }
    this.#open(last).push(row);
    this.#offsets[last + 1] = this.storedRows + 1;
  }

  #open(at: number): Row[] {
    const part = this.#parts[at] as Part;
    if ("rows" in part) return part.rows;
    const rows = [...this.#store.rows(part.chunk)];
    this.#parts[at] = { rows };
    return rows;
  }

  #cut(at: number, count: number): void {
    const end = Math.min(at + count, this.storedRows);
    for (let index = this.#parts.length - 1; index >= 0; index -= 1) {
      const start = this.#offsets[index] ?? 0;
      const from = Math.max(at, start) - start;
      const to = Math.min(end, this.#offsets[index + 1] ?? 0) - start;
      if (from >= to) continue;
      if (to - from === countOf(this.#parts[index] as Part)) this.#parts.splice(index, 1);
      else this.#open(index).splice(from, to - from);
    }
    this.#recount();
  }

  #eachRow(change: (row: Row) => Row): void {
    for (const [index, part] of this.#parts.entries()) {
      const before = "chunk" in part ? this.#store.rows(part.chunk) : part.rows;
      const after = before.map(change);
      // An untouched chunk stays shared with the version before.
      if (after.some((row, at) => row !== before[at])) this.#parts[index] = { rows: after };
    }
  }

  #recount(): void {
    this.#offsets = offsetsOf(this.#parts.map(countOf));
  }
}
