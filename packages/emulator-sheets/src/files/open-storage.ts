import type { ChunkStore } from "../grid/chunk-store.ts";
import { MemoryChunkStore } from "../grid/memory-chunk-store.ts";
import { type FileShelf, noShelf } from "./file-shelf.ts";

/** Where chunks and files go. */
export interface Storage {
  readonly store: ChunkStore;
  readonly shelf: FileShelf;
}

/** Memory, or one SQLite file for both. */
export async function openStorage(
  storage: "memory" | { readonly file: string } = "memory",
): Promise<Storage> {
  if (storage === "memory") return { store: new MemoryChunkStore(), shelf: noShelf };
  // Loaded only when it is wanted: an emulator in memory runs where node:sqlite does not exist.
  const { SqliteStorage } = await import("./sqlite-storage.ts");
  const opened = new SqliteStorage(storage.file);
  return { store: opened, shelf: opened };
}
