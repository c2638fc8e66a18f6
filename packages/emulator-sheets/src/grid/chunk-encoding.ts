import { type Cell, type CellFormat, emptyRow, isRich, type RichCell, type Row } from "./cell.ts";
import { internFormat } from "./cell-format.ts";

/** A rich cell with its format as a number: value, format, then the rare rest. */
interface EncodedCell {
  readonly v?: RichCell["value"];
  readonly f?: number;
  readonly x?: string;
  readonly n?: string;
  readonly d?: unknown;
}

type EncodedRow = readonly (Exclude<Cell, RichCell> | EncodedCell)[];

interface EncodedChunk {
  readonly formats: readonly CellFormat[];
  readonly rows: readonly EncodedRow[];
}

function encodeCell(cell: RichCell, formats: CellFormat[]): EncodedCell {
  const { value, format, formula, note, validation } = cell;
  let index: number | undefined;
  if (format !== undefined) {
    index = formats.indexOf(format);
    if (index === -1) index = formats.push(format) - 1;
  }
  return {
    ...(value === undefined ? {} : { v: value }),
    ...(index === undefined ? {} : { f: index }),
    ...(formula === undefined ? {} : { x: formula }),
    ...(note === undefined ? {} : { n: note }),
    ...(validation === undefined ? {} : { d: validation }),
  };
}

/** The rows of a chunk as text. A format stands once, however many cells have it. */
export function encodeRows(rows: readonly Row[]): string {
  const formats: CellFormat[] = [];
  const encoded = rows.map((row) => row.map((cell) => (isRich(cell) ? encodeCell(cell, formats) : cell)));
  return JSON.stringify({ formats, rows: encoded } satisfies EncodedChunk);
}

function decodeCell(cell: EncodedCell, formats: readonly CellFormat[]): RichCell {
  const format = cell.f === undefined ? undefined : formats[cell.f];
  return {
    ...(cell.v === undefined ? {} : { value: cell.v }),
    ...(cell.x === undefined ? {} : { formula: cell.x }),
    ...(format === undefined ? {} : { format }),
    ...(cell.n === undefined ? {} : { note: cell.n }),
    ...(cell.d === undefined ? {} : { validation: cell.d }),
  };
}

/** The rows that `encodeRows` made the text of. */
export function decodeRows(text: string): Row[] {
  const { formats, rows } = JSON.parse(text) as EncodedChunk;
  const known = formats.map(internFormat);
  return rows.map((row) =>
    row.length === 0
      ? emptyRow
      : row.map((cell) => (typeof cell === "object" && cell !== null ? decodeCell(cell, known) : cell)),
  );
}
