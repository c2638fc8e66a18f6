/** One corner of a range: what is missing is open to the edge of the grid. Indexes count from 0. */
export interface Corner {
  readonly row: number | undefined;
  readonly column: number | undefined;
}

const part = String.raw`(\d+|\[\d+\])?`;
const corner = new RegExp(`^(?:(r)${part})?(?:(c)${part})?$`, "i");

/** `2` is the second line, `[2]` two lines after the first, nothing the first; undefined for `0`. */
function lineOf(text: string | undefined): number | undefined {
  if (text === undefined) return 0;
  if (text.startsWith("[")) return Number(text.slice(1, -1));
  return Number(text) === 0 ? undefined : Number(text) - 1;
}

/**
 * Reads `R2C3`, `R[1]C[2]` (offsets from A1), `RC`, or a half such as `R2`; measured against the real API by a peer on
 * 2026-09-12. Undefined when it is none of these.
 */
export function parseR1C1Corner(text: string): Corner | undefined {
  const match = corner.exec(text);
  if (match === null || text === "") return undefined;
  const [, r, rowText, c, columnText] = match;
  // A letter alone is the first cell, not a whole line.
  if (/^[rc]$/i.test(text)) return { row: 0, column: 0 };
  const row = lineOf(rowText);
  const column = lineOf(columnText);
  if ((r !== undefined && row === undefined) || (c !== undefined && column === undefined)) return undefined;
  return { row: r === undefined ? undefined : row, column: c === undefined ? undefined : column };
}
