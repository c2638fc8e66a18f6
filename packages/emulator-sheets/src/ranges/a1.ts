import type { Area, GridRange } from "./grid-range.ts";
import { type Corner, parseR1C1Corner } from "./r1c1.ts";

/** `0` → `A`, `26` → `AA`. */
export function columnName(index: number): string {
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `A` → `0`, `aa` → `26`. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const plainTitle = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const looksLikeCell = /^([A-Za-z]{1,3}\d+|[Rr](\d+)?[Cc](\d+)?|[Rr]\d*|[Cc]\d*)$/;

/** A title as replies write it: quoted only when it could be read as something else. */
export const quotedTitle = (title: string): string =>
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

const a1Corner = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?$/;

function parseA1Corner(text: string): Corner | undefined {
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

function between(first: Corner, second: Corner, isSingleCell: boolean): CellsRange {
  const [startRow, endRow] = ordered(first.row, second.row);
  const [startColumn, endColumn] = ordered(first.column, second.column);
  return {
    isSingleCell,
    ...(startRow === undefined ? {} : { startRowIndex: startRow }),
    ...(endRow === undefined ? {} : { endRowIndex: endRow }),
    ...(startColumn === undefined ? {} : { startColumnIndex: startColumn }),
    ...(endColumn === undefined ? {} : { endColumnIndex: endColumn }),
  };
}

/** A single R1C1 half such as `R[1]` is a whole line. */
function lineOf({ row, column }: Corner): CellsRange {
  return {
    isSingleCell: false,
    ...(row === undefined ? {} : { startRowIndex: row, endRowIndex: row + 1 }),
    ...(column === undefined ? {} : { startColumnIndex: column, endColumnIndex: column + 1 }),
  };
}

const isCell = ({ row, column }: Corner): boolean => row !== undefined && column !== undefined;

/**
 * Reads `A1`, `A1:C2`, `A:C`, `2:4`, `A2:C`, corners in any order, and the same as R1C1; A1 comes first where a text could
 * be both, and the two do not mix. Undefined when it is none of these.
 */
export function parseCells(text: string): CellsRange | undefined {
  const [firstText = "", secondText, ...more] = text.split(":");
  if (more.length > 0) return undefined;
  const first = parseA1Corner(firstText);
  const second = secondText === undefined ? first : parseA1Corner(secondText);
  if (first !== undefined && second !== undefined && (secondText !== undefined || isCell(first))) {
    return between(first, second, secondText === undefined);
  }
  const one = parseR1C1Corner(firstText);
  const other = secondText === undefined ? one : parseR1C1Corner(secondText);
  if (one === undefined || other === undefined) return undefined;
  if (secondText === undefined && !isCell(one)) return lineOf(one);
  return between(one, other, secondText === undefined);
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
