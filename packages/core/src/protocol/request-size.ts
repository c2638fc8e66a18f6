import type { Cell } from "../model/cell.ts";

/**
 * What a row costs in a request of the Sheets API, in bytes; never less than it really takes.
 * The numbers are the JSON around a value, `{"userEnteredValue":{"stringValue":…}}` and a date's number format with
 * room to spare; the adapter's tests hold them against its real requests.
 */
const CELL_BYTES = 40;
const DATE_CELL_BYTES = 152;
const ROW_BYTES = 16;

export const estimateRowBytes = (cells: readonly Cell[]): number => {
  let bytes = ROW_BYTES;
  for (const cell of cells) bytes += cellBytes(cell);
  return bytes;
};

const cellBytes = (cell: Cell): number => {
  if (typeof cell === "string") return CELL_BYTES + jsonBytes(cell);
  if (typeof cell === "object" && cell !== null) return DATE_CELL_BYTES;
  return CELL_BYTES + 24;
};

/** UTF-8 length of the text as JSON writes it, quotes included. */
const jsonBytes = (text: string): number => {
  let bytes = 2;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20) bytes += 6;
    else if (unit === 0x22 || unit === 0x5c) bytes += 2;
    else if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // A half without its other is escaped and takes six; in a pair that is more than the two it needs.
    else if (unit >= 0xd800 && unit <= 0xdfff) bytes += 6;
    else bytes += 3;
  }
  return bytes;
};
