import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFile {
  readonly path: string;
  /** Removes it and all beside it. */
  remove(): void;
}

/** A path of its own in a folder of its own, where nothing is yet. */
export const temporaryFile = (name = "store.db"): TemporaryFile => {
  const folder = mkdtempSync(join(tmpdir(), "attendance-sqlite-"));
  return {
    path: join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
