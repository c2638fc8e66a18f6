import type { Area, GridRange } from "./grid-range.ts";

/** `0` → `A`, `26` → `AA`. */
export function columnName(index: number): string {
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `A` → `0`, `aa` → `26`. */
function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const plainTitle = /^[A-Za-z_][A-Za-z0-9_]*$/;
const looksLikeCell = /^([A-Za-z]{1,3}\d+|[Rr](\d+)?[Cc](\d+)?|[Rr]\d*|[Cc]\d*)$/;

/** A title as replies write it: quoted only when it could be read as something else. */
const quotedTitle = (title: string): string =>
  plainTitle.test(title) && !looksLikeCell.test(title) ? title : `'${title.replaceAll("'", "''")}'`;

/** `A1:C2`, or `A1` for one cell. */
function cellsText(area: Area): string {
  const first = `${columnName(area.startColumn)}${area.startRow + 1}`;
  const last = `${columnName(area.endColumn - 1)}${area.endRow}`;
  return first === last ? first : `${first}:${last}`;
}

/** `Sheet1!A1:C2` as replies echo it. */
export const rangeText = (title: string, area: Area): string => `${quotedTitle(title)}!${cellsText(area)}`;

/** The cells part of a range: bounds, and whether it was one corner only (`A1`, which grows to the data written there). */
export interface CellsRange extends GridRange {
  readonly isSingleCell: boolean;
}

interface Corner {
  readonly row: number | undefined;
  readonly column: number | undefined;
}

const a1Corner = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?$/;
const r1c1Corner = /^[Rr]([1-9]\d*)[Cc]([1-9]\d*)$/;

function parseCorner(text: string): Corner | undefined {
  const r1c1 = r1c1Corner.exec(text);
  if (r1c1 !== null) return { row: Number(r1c1[1]) - 1, column: Number(r1c1[2]) - 1 };
  const a1 = a1Corner.exec(text);
  if (a1 === null || (a1[1] === undefined && a1[2] === undefined)) return undefined;
  return {
    row: a1[2] === undefined ? undefined : Number(a1[2]) - 1,
    column: a1[1] === undefined ? undefined : columnIndex(a1[1]),
  };
}

const ordered = (
  one: number | undefined,
  other: number | undefined,
): [number | undefined, number | undefined] => {
  // `A2:2`: the side without a bound is open to the edge, the other bound starts the range.
  if (one === undefined || other === undefined) return [one ?? other, undefined];
  return [Math.min(one, other), Math.max(one, other) + 1];
};

/** Reads `A1`, `A1:C2`, `A:C`, `2:4`, `A2:C`, `R1C1:R2C3`; corners in any order. Undefined when it is none of these. */
export function parseCells(text: string): CellsRange | undefined {
  const [firstText = "", secondText, ...more] = text.split(":");
  if (more.length > 0) return undefined;
  const first = parseCorner(firstText);
  const second = secondText === undefined ? first : parseCorner(secondText);
  if (first === undefined || second === undefined) return undefined;
  const isCell = first.row !== undefined && first.column !== undefined;
  if (secondText === undefined && !isCell) return undefined;
  const [startRow, endRow] = ordered(first.row, second.row);
  const [startColumn, endColumn] = ordered(first.column, second.column);
  return {
    isSingleCell: secondText === undefined,
    ...(startRow === undefined ? {} : { startRowIndex: startRow }),
    ...(endRow === undefined ? {} : { endRowIndex: endRow }),
    ...(startColumn === undefined ? {} : { startColumnIndex: startColumn }),
    ...(endColumn === undefined ? {} : { endColumnIndex: endColumn }),
  };
}

/** A range as it was written: an optional title, and optional cells. */
export interface WrittenRange {
  readonly title: string | undefined;
  readonly cells: string | undefined;
}

/**
 * Splits `'Bob''s'!A1`, `Sheet 1!A1`, `Sheet1` or `A1` into title and cells.
 *
 * A text without `!` may be either; it is given back as a title with `cells` undefined, and the caller, who knows the tabs
 * and the named ranges, decides.
 */
export function splitRange(text: string): WrittenRange {
  const quoted = /^'((?:[^']|'')*)'(?:!(.*))?$/s.exec(text);
  if (quoted !== null) return { title: quoted[1]?.replaceAll("''", "'"), cells: quoted[2] };
  const mark = text.lastIndexOf("!");
  if (mark === -1) return { title: text, cells: undefined };
  return { title: text.slice(0, mark), cells: text.slice(mark + 1) };
}
