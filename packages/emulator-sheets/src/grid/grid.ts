import { emptyRow, type Row } from "./cell.ts";
import type { Chunk, ChunkStore } from "./chunk-store.ts";

/** What can be read of a grid, finished or in the making. Rows and columns count from 0. */
export interface GridReader {
  readonly rowCount: number;
  readonly columnCount: number;
  /** The cells of a row; the empty row for one that holds nothing, inside the grid or beyond. */
  row(index: number): Row;
  /** One past the last row with data, judged over all columns. */
  readonly dataEnd: number;
  /** One past the last row that holds anything at all, formats and notes included. */
  readonly storedRows: number;
}

/** Where each part starts, and at the end how many rows there are in all. */
export function offsetsOf(counts: readonly number[]): number[] {
  const offsets = [0];
  let sum = 0;
  for (const count of counts) {
    sum += count;
    offsets.push(sum);
  }
  return offsets;
}

/** The part that holds a row: the last one that starts at or before it. */
export function partAt(offsets: readonly number[], row: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The cells of one tab at one moment. Never changed: a change makes another grid that shares the untouched chunks. */
export class Grid implements GridReader {
  readonly store: ChunkStore;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly chunks: readonly Chunk[];
  #offsets: readonly number[] | undefined;

  constructor(store: ChunkStore, rowCount: number, columnCount: number, chunks: readonly Chunk[] = []) {
    this.store = store;
    this.rowCount = rowCount;
    this.columnCount = columnCount;
    this.chunks = chunks;
  }

  get offsets(): readonly number[] {
    this.#offsets ??= offsetsOf(this.chunks.map((chunk) => chunk.rowCount));
    return this.#offsets;
  }

  get storedRows(): number {
    return this.offsets.at(-1) ?? 0;
  }

  get dataEnd(): number {
    for (let index = this.chunks.length - 1; index >= 0; index -= 1) {
      const { dataEnd } = this.chunks[index] as Chunk;
      if (dataEnd > 0) return (this.offsets[index] ?? 0) + dataEnd;
    }
    return 0;
  }

  row(index: number): Row {
    if (index >= this.storedRows) return emptyRow;
    const part = partAt(this.offsets, index);
    const chunk = this.chunks[part] as Chunk;
    return this.store.rows(chunk)[index - (this.offsets[part] ?? 0)] ?? emptyRow;
  }
}
