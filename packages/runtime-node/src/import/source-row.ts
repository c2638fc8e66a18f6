import type { FieldValue } from "@attendance-export/core";

/** Where something stands in the source file: a line of a CSV or NDJSON file, an element of a JSON array. */
export interface Place {
  readonly unit: "line" | "element";
  /** From 1; the header of a CSV file is line 1. */
  readonly number: number;
  /** The session's column, where one row of the file is many records. */
  readonly column?: string;
}

/** One row of the source, its cells by column name. CSV knows only text; JSON keeps the types it has. */
export interface SourceRow {
  readonly kind: "row";
  readonly place: Place;
  readonly cells: ReadonlyMap<string, FieldValue>;
}

/** What keeps a row, or a part of the file, out of the store. */
export interface RowProblem {
  readonly kind: "problem";
  readonly place: Place;
  /** One sentence: the column, the value that stands there and what is wanted instead. */
  readonly message: string;
}

export type SourceItem = SourceRow | RowProblem;

/** A file that was opened and whose columns are known. */
export interface Source {
  readonly columns: readonly string[];
  /** Reads the rows, once, from the beginning; holds no more than a few of them. */
  readonly items: AsyncIterable<SourceItem>;
  /** Bytes read so far, out of `sizeBytes`: what a progress bar needs. */
  readonly bytesRead: () => number;
  readonly sizeBytes: number;
}

export const describePlace = ({ unit, number, column }: Place): string =>
  column === undefined ? `${unit} ${number}` : `${unit} ${number}, column ${column}`;
