import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { extname } from "node:path";
import { systemErrorCode, UserError } from "../user-error.ts";
import { CsvReader, csvRows } from "./csv-rows.ts";
import { jsonArrayRows, jsonLineRows } from "./json-rows.ts";
import type { Source, SourceItem } from "./source-row.ts";

/** What a mapping may say about the file itself. */
export interface FileOptions {
  readonly delimiter?: string | undefined;
  /** Lines above the header: titles, notes. */
  readonly linesBeforeHeader?: number | undefined;
}

const HEAD_BYTES = 65_536;
/** JSON has no header, so its columns are those of the first rows; held in memory meanwhile. */
const ROWS_TO_LEARN_COLUMNS = 1_000;
const DELIMITERS = [",", ";", "\t", "|"];

/** Opens a CSV, JSON or NDJSON file in UTF-8 and learns its columns. */
export const openSource = async (file: string, options: FileOptions = {}): Promise<Source> => {
  const { head, sizeBytes } = await readHead(file);
  refuseOtherFormats(file, head);
  let bytes = 0;
  const onBytes = (count: number): void => {
    bytes += count;
  };
  const bytesRead = (): number => bytes;
  const text = head.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new UserError(`${file} is empty.`, "Give a file with a header and rows.");
  if (isJson(file, text)) {
    const json = { file, onBytes };
    const rows = text.trimStart().startsWith("[") ? jsonArrayRows(json) : jsonLineRows(json);
    return { ...(await learnColumns(rows)), bytesRead, sizeBytes };
  }
  const before = options.linesBeforeHeader ?? 0;
  const delimiter = options.delimiter ?? guessDelimiter(text.split("\n")[before] ?? "");
  const header = await readHeader(file, delimiter, before);
  const items = csvRows({ file, delimiter, onBytes, headerLine: header.line, columns: header.columns });
  return { columns: header.columns, items, bytesRead, sizeBytes };
};

const readHead = async (file: string): Promise<{ head: Buffer; sizeBytes: number }> => {
  try {
    const { size } = await stat(file);
    await using handle = await open(file, "r");
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { head: buffer.subarray(0, bytesRead), sizeBytes: size };
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === "ENOENT") throw new UserError(`There is no file ${file}.`, "Check the path.", cause);
    if (code === "EISDIR") throw new UserError(`${file} is a folder.`, "Give one file.", cause);
    if (code === "EACCES")
      throw new UserError(`${file} may not be read.`, "Give yourself the right to read it.", cause);
    throw cause;
  }
};

const refuseOtherFormats = (file: string, head: Buffer): void => {
  const advice = "Save it as CSV in UTF-8 (Excel: Save As › CSV UTF-8) and import that file.";
  if (head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004")))
    throw new UserError(`${file} is a workbook or an archive, not a text file.`, advice);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (utf16) throw new UserError(`${file} is in UTF-16.`, advice);
  if (head.includes(0)) throw new UserError(`${file} is not a text file.`, advice);
};

const isJson = (file: string, text: string): boolean => {
  const extension = extname(file).toLowerCase();
  if ([".json", ".ndjson", ".jsonl"].includes(extension)) return true;
  return ![".csv", ".tsv", ".txt"].includes(extension) && /^\s*[[{]/.test(text);
};

/** The one that stands most often in the header; a comma where none does. */
const guessDelimiter = (header: string): string => {
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best), ",");
};

const readHeader = async (
  file: string,
  delimiter: string,
  linesBefore: number,
): Promise<{ readonly line: number; readonly columns: readonly string[] }> => {
  const reader = new CsvReader(delimiter, { byte: 0, line: 1 });
  const find = (rows: Awaited<ReturnType<typeof reader.take>>) => rows.find(({ line }) => line > linesBefore);
  let header: ReturnType<typeof find>;
  for await (const chunk of createReadStream(file, { highWaterMark: HEAD_BYTES })) {
    header = find(await reader.take(chunk));
    if (header !== undefined || reader.failure !== undefined) break;
  }
  header ??= find(await reader.finish());
  if (header === undefined)
    throw new UserError(
      `${file} has no header that can be read as CSV.`,
      "Its first row must name the columns; a quote in a name must be written twice, the name in quotes.",
    );
  return { line: header.line, columns: distinct(header.values) };
};

/** A second `Date` becomes `Date (2)`, and a nameless column `column 4`, so that a mapping can name each of them. */
const distinct = (names: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return names.map((text, index) => {
    const name = text.trim() === "" ? `column ${index + 1}` : text.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
};

const learnColumns = async (rows: AsyncGenerator<SourceItem>): Promise<Pick<Source, "columns" | "items">> => {
  const first: SourceItem[] = [];
  const columns = new Set<string>();
  for (let count = 0; count < ROWS_TO_LEARN_COLUMNS; count += 1) {
    const { done, value } = await rows.next();
    if (done === true) break;
    first.push(value);
    if (value.kind === "row") for (const column of value.cells.keys()) columns.add(column);
  }
  const items = async function* (): AsyncGenerator<SourceItem> {
    yield* first;
    yield* rows;
  };
  return { columns: [...columns], items: items() };
};
