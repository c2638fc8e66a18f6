import type { Row } from "./cell.ts";
import { type Chunk, type ChunkStore, summarize } from "./chunk-store.ts";

/** Chunks as ordinary objects: gone when no version of a spreadsheet refers to them. */
export class MemoryChunkStore implements ChunkStore {
  readonly #rows = new WeakMap<Chunk, readonly Row[]>();

  put(rows: readonly Row[]): Chunk {
    const chunk = summarize(rows);
    this.#rows.set(chunk, rows);
    return chunk;
  }

  rows(chunk: Chunk): readonly Row[] {
    const rows = this.#rows.get(chunk);
    if (rows === undefined) throw new Error("the chunk belongs to another store");
    return rows;
  }
}
