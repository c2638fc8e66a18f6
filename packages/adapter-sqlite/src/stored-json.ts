import type { SQLOutputValue } from "node:sqlite";
import { PortFailure } from "@attendance-export/core";

/** What a row's column holds; a missing row or another type means that the schema is not the one this program made. */
type Column = SQLOutputValue | undefined;

/** Reads JSON that this program wrote. Text that no longer is JSON was changed by somebody else. */
export const storedJson = <Value>(column: Column): Value => {
  try {
    return JSON.parse(storedText(column));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw damaged("is not the JSON that was kept", cause);
  }
};

export const storedText = (column: Column): string => {
  if (typeof column !== "string") throw damaged(`is ${typeof column} and not text`);
  return column;
};

export const storedNumber = (column: Column): number => {
  if (typeof column !== "number") throw damaged(`is ${typeof column} and not a number`);
  return column;
};

const damaged = (what: string, cause?: unknown): PortFailure =>
  new PortFailure(
    "store-misconfigured",
    `A column of the store ${what}. Somebody else wrote to it: restore it from a backup.`,
    { cause },
  );
