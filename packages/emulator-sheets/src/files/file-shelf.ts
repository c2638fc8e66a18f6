import type { StoredFile } from "./file.ts";

/**
 * Where files are kept between two starts. In memory there is nothing to keep.
 *
 * The shelf is told of every change right away; what it was told is what it loads again.
 */
export interface FileShelf {
  load(): readonly StoredFile[];
  save(file: StoredFile): void;
  remove(id: string): void;
  /** What was saved under a name beside the files; undefined when nothing was. */
  loadState(name: string): unknown;
  saveState(name: string, state: unknown): void;
  close(): void;
}

/** No shelf: everything is gone when the emulator stops. */
export const noShelf: FileShelf = {
  load: () => [],
  save: () => undefined,
  remove: () => undefined,
  loadState: () => undefined,
  saveState: () => undefined,
  close: () => undefined,
};
