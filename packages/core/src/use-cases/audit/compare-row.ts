import type { Cell } from "../../model/cell.ts";
import type { SheetRow } from "../../ports/sheet-reader.ts";

/** A cell that does not hold what was written. */
export interface AlteredCell {
  readonly header: string;
  readonly expected: Cell;
  readonly found: SheetRow["cells"][number];
}

/** A tenth of a second: sheets keep serial numbers as doubles and may show the last digits differently. */
const SERIAL_TOLERANCE = 1e-6;

export const compareRow = (
  expected: readonly Cell[],
  found: SheetRow["cells"],
  headers: readonly string[],
): readonly AlteredCell[] =>
  expected.flatMap((cell, index) => {
    const there = found[index] ?? null;
    return sameCell(cell, there)
      ? []
      : [{ header: headers[index] ?? `column ${index + 1}`, expected: cell, found: there }];
  });

const sameCell = (expected: Cell, found: SheetRow["cells"][number]): boolean => {
  if (expected === null) return found === null || found === "";
  if (typeof expected !== "object") return expected === found;
  const serial = "date" in expected ? expected.date : expected.dateTime;
  return typeof found === "number" && Math.abs(found - serial) < SERIAL_TOLERANCE;
};
