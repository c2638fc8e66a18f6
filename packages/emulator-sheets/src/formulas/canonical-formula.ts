import { columnIndex, quotedTitle, splitRange } from "../ranges/a1.ts";
import { referencePattern } from "./reference-pattern.ts";

/** Texts in quotes are passed over; a reference must not be a part of a longer name, nor the name of a function. */
const parts = new RegExp(
  String.raw`"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.$'!])(?:${referencePattern})(?![\p{L}\p{N}_(!])`,
  "gu",
);

const corner = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/;

/** One half of a corner, with its dollar sign. */
interface Half {
  readonly dollar: string;
  readonly text: string;
}

function halves(text: string): { column: Half; row: Half } {
  const [, first = "", column = "", second = "", row = ""] = corner.exec(text) ?? [];
  // In `$3` the only dollar sign belongs to the row.
  const isRowOnly = column === "";
  return {
    column: { dollar: isRowOnly ? "" : first, text: column.toUpperCase() },
    row: { dollar: isRowOnly ? first : second, text: row },
  };
}

const written = (column: Half, row: Half): string => `${column.dollar}${column.text}${row.dollar}${row.text}`;

function canonicalCells(cells: string): string {
  const [from = "", to] = cells.split(":");
  const one = halves(from);
  if (to === undefined) return written(one.column, one.row);
  const other = halves(to);
  const isCell = ({ column, row }: typeof one): boolean => column.text !== "" && row.text !== "";
  if (!isCell(one) || !isCell(other))
    return `${written(one.column, one.row)}:${written(other.column, other.row)}`;
  const isColumnSwapped = columnIndex(one.column.text) > columnIndex(other.column.text);
  const isRowSwapped = Number(one.row.text) > Number(other.row.text);
  const [left, right] = isColumnSwapped ? [other.column, one.column] : [one.column, other.column];
  const [top, bottom] = isRowSwapped ? [other.row, one.row] : [one.row, other.row];
  const [first, last] = [written(left, top), written(right, bottom)];
  return first === last ? first : `${first}:${last}`;
}

/**
 * A formula as Google keeps it: references in capitals, corners in order, one cell as one cell, and titles as the tabs
 * have them, quoted only when they must be. Everything else, blanks included, stays as it was typed.
 *
 * @param titles the titles of the spreadsheet's tabs
 */
export function canonicalFormula(formula: string, titles: readonly string[]): string {
  return formula.replace(parts, (part) => {
    if (part.startsWith('"')) return part;
    if (!part.includes("!")) return canonicalCells(part);
    const { title = "", cells = "" } = splitRange(part);
    const known = titles.find((candidate) => candidate.toLowerCase() === title.toLowerCase());
    return `${quotedTitle(known ?? title)}!${canonicalCells(cells)}`;
  });
}
