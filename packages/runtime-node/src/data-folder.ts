import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemErrorCode, UserError } from "./user-error.ts";

/** Where one installation keeps everything: its records, its ledger, its sealed credentials and their keys. */
export interface DataFolder {
  readonly path: string;
  readonly storeFile: string;
  readonly keyFile: string;
}

export const DEFAULT_DATA_FOLDER = "attendance-export-data";

/** Makes the folder if it is not there, readable by its owner alone: attendance is personal. */
export const dataFolder = (path: string): DataFolder => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new UserError(
      `The data folder ${path} cannot be made (${systemErrorCode(cause) ?? String(cause)}).`,
      "Give --data a folder that you may write to.",
      cause,
    );
  }
  return { path, storeFile: join(path, "store.sqlite"), keyFile: join(path, "keys.json") };
};
