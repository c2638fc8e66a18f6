import { hasData, type Row } from "./cell.ts";

/** How many rows go into a new chunk: small enough to copy for one cell, large enough that a million rows are a thousand. */
export const chunkRows = 1_000;

/** A run of rows that never changes. The rows themselves may lie elsewhere; the store knows. */
export interface Chunk {
  readonly rowCount: number;
  /** One past the last row with data; 0 when no row has any. */
  readonly dataEnd: number;
  /** Cells with data. */
  readonly dataCells: number;
}

/** Where chunks live. What was put is never changed, so a spreadsheet's versions share their chunks. */
export interface ChunkStore {
  put(rows: readonly Row[]): Chunk;
  /** The rows of a chunk of this store; the caller does not change them. */
  rows(chunk: Chunk): readonly Row[];
}

/** What a chunk says about its rows without being read. */
export function summarize(rows: readonly Row[]): Chunk {
  let dataEnd = 0;
  let dataCells = 0;
  for (const [index, row] of rows.entries()) {
    let inRow = 0;
    for (const cell of row) if (hasData(cell)) inRow += 1;
    if (inRow > 0) dataEnd = index + 1;
    dataCells += inRow;
  }
  return { rowCount: rows.length, dataEnd, dataCells };
}
