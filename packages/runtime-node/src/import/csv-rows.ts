import { createReadStream } from "node:fs";
import type { FieldValue } from "@attendance-export/core";
import { type CsvError, type Parser, parse } from "csv-parse";
import { LineCounter, type LineStart, lineAfter } from "./csv-lines.ts";
import type { RowProblem, SourceItem } from "./source-row.ts";

/** Far above 50,000 characters a cell and far below what memory holds: past it a quote was surely never closed. */
const MAX_ROW_BYTES = 1_000_000;
/** A file with more than this many broken lines is not CSV; reading on would restart for each of them. */
const MAX_BROKEN_LINES = 1_000;

interface RawRow {
  readonly line: number;
  readonly values: readonly string[];
}

interface Broken {
  readonly line: number;
  readonly cause: CsvError;
  /** Undefined at the end of the file. */
  readonly next: LineStart | undefined;
}

export interface CsvFile {
  readonly file: string;
  readonly delimiter: string;
  /** The header's line; the rows begin after it. */
  readonly headerLine: number;
  readonly columns: readonly string[];
  readonly onBytes: (count: number) => void;
}

/** The rows of a CSV file. A malformed line costs itself and no other: reading goes on at the line after it. */
export async function* csvRows(csv: CsvFile): AsyncGenerator<SourceItem> {
  let start: LineStart | undefined = { byte: 0, line: 1 };
  for (let broken = 0; start !== undefined; broken += 1) {
    if (broken > MAX_BROKEN_LINES) {
      yield problem(start.line, `${broken} lines before this one are malformed; the rest was not read`);
      return;
    }
    const failure: Broken | undefined = yield* segment(csv, start);
    if (failure !== undefined) yield problem(failure.line, malformed(failure.cause));
    start = failure?.next;
  }
}

/** From one start to the end of the file or to the first malformed line. */
async function* segment(csv: CsvFile, start: LineStart): AsyncGenerator<SourceItem, Broken | undefined> {
  const reader = new CsvReader(csv.delimiter, start);
  const input = createReadStream(csv.file, { start: start.byte });
  for await (const chunk of input) {
    csv.onBytes(chunk.length);
    yield* items(csv, await reader.take(chunk));
    if (reader.failure !== undefined) break;
  }
  if (reader.failure === undefined) yield* items(csv, await reader.finish());
  if (reader.failure === undefined) return undefined;
  const after = await lineAfter(csv.file, reader.reached);
  return { line: after?.broken ?? reader.reached.line, cause: reader.failure, next: after?.next };
}

/** csv-parse, fed by hand: read as a stream it would throw away good rows that stand in one chunk with a malformed one. */
export class CsvReader {
  readonly #parser: Parser;
  readonly #lines: LineCounter;
  #rows: RawRow[] = [];
  #emptyLines = 0;
  #reached: LineStart;
  #failure: CsvError | undefined;

  constructor(delimiter: string, start: LineStart) {
    this.#reached = start;
    this.#lines = new LineCounter(start.byte, start.line);
    this.#parser = parse({
      delimiter,
      bom: start.byte === 0,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (values: string[], { bytes, empty_lines }) => {
        const line = this.#reached.line + empty_lines - this.#emptyLines;
        this.#rows.push({ line, values });
        this.#emptyLines = empty_lines;
        this.#reached = { byte: start.byte + bytes, line: this.#lines.lineAt(start.byte + bytes) };
        // Nothing goes on to the stream's readable side, so nothing piles up there.
        return undefined;
      },
    });
    this.#parser.on("error", (error: CsvError) => {
      this.#failure = error;
    });
  }

  get failure(): CsvError | undefined {
    return this.#failure;
  }

  /** The end of the last good row. */
  get reached(): LineStart {
    return this.#reached;
  }

  /** The rows that end in this chunk. */
  take(chunk: Buffer): Promise<readonly RawRow[]> {
    this.#lines.take(chunk);
    return this.#after((done) => this.#parser.write(chunk, done));
  }

  finish(): Promise<readonly RawRow[]> {
    return this.#after((done) => this.#parser.end(done));
  }

  #after(write: (done: (error?: Error | null) => void) => void): Promise<readonly RawRow[]> {
    return new Promise((resolve) => {
      write((error) => {
        if (error) this.#failure = error as CsvError;
        const rows = this.#rows;
        this.#rows = [];
        resolve(rows);
      });
    });
  }
}

const items = function* (csv: CsvFile, rows: readonly RawRow[]): Generator<SourceItem> {
  for (const { line, values } of rows) {
    if (line <= csv.headerLine) continue;
    yield values.length === csv.columns.length
      ? { kind: "row", place: { unit: "line", number: line }, cells: cellsOf(csv.columns, values) }
      : problem(line, `${values.length} values stand here, the header has ${csv.columns.length} columns`);
  }
};

const cellsOf = (columns: readonly string[], values: readonly string[]): ReadonlyMap<string, FieldValue> => {
  const cells = new Map<string, FieldValue>();
  for (const [index, column] of columns.entries()) cells.set(column, values[index] ?? "");
  return cells;
};

const problem = (line: number, message: string): RowProblem => ({
  kind: "problem",
  place: { unit: "line", number: line },
  message,
});

const malformed = ({ code, message }: CsvError): string => {
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return 'a quote is opened here and never closed; close it with ", or write a quote inside a quoted value as ""';
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return 'a quote stands in the middle of a value; quote the whole value and write each quote inside it as ""';
    default:
      return `not a CSV row: ${message}`;
  }
};
