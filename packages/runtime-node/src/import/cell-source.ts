import { type FieldValue, InvalidInput } from "@attendance-export/core";
import { UserError } from "../user-error.ts";
import type { Condition, ValueSource } from "./mapping.ts";
import type { SourceRow } from "./source-row.ts";

/** A value source that was checked against the file's columns. */
export interface CellSource {
  /** Names the value in messages: the column, or the columns of a template. */
  readonly label: string;
  /** Throws `InvalidInput` for a value that the mapping does not allow. */
  readonly read: (row: SourceRow) => FieldValue;
}

/** Looks columns up, and remembers which were used, so that the rest can be named in the summary. */
export class ColumnBook {
  readonly #columns: ReadonlySet<string>;
  readonly #used = new Set<string>();

  constructor(columns: readonly string[]) {
    this.#columns = new Set(columns);
  }

  /** Refuses a column that the file does not have, before the first row is read. */
  use(column: string, setting: string): string {
    if (!this.#columns.has(column))
      throw new UserError(
        `The mapping's ${setting} names the column ${JSON.stringify(column)}, which the file does not have.`,
        `The file's columns are: ${[...this.#columns].join(", ")}.`,
      );
    this.#used.add(column);
    return column;
  }

  unused(): readonly string[] {
    return [...this.#columns].filter((column) => !this.#used.has(column));
  }
}

const COLUMN_IN_BRACES = /\{([^{}]+)\}/gu;
/** Stands for bytes that are not UTF-8: the text that was meant is lost. */
const REPLACEMENT = "\uFFFD";

/** Turns a mapping's value source into a reader. `complete` refuses an empty part of a template: an id needs them all. */
export const cellSource = (
  source: ValueSource,
  setting: string,
  book: ColumnBook,
  complete = false,
): CellSource => {
  const origin = originOf(source, setting, book, complete);
  const { pattern, values, whenEmpty } = source;
  const read = (row: SourceRow): FieldValue => {
    let value = origin.read(row);
    if (value === "" || value === null) value = whenEmpty ?? "";
    if (value === "") return values?.[""] ?? null;
    if (pattern !== undefined) value = matched(pattern, origin.label, textOf(origin.label, value));
    return values === undefined ? value : mapped(values, origin.label, textOf(origin.label, value));
  };
  return { label: origin.label, read };
};

/** The value as text; empty where there is none. */
export const readText = (source: CellSource, row: SourceRow): string =>
  textOf(source.label, source.read(row));

/** As `readText`, but refuses an empty cell. */
export const readSomething = (source: CellSource, row: SourceRow, wanted: string): string => {
  const text = readText(source, row);
  if (text === "") throw new InvalidInput(source.label, text, wanted);
  return text;
};

export const rowCondition = (
  { column, is }: Condition,
  setting: string,
  book: ColumnBook,
): ((row: SourceRow) => boolean) => {
  const source = cellSource({ column }, setting, book);
  const allowed = new Set(is);
  return (row) => allowed.has(readText(source, row));
};

const originOf = (
  { column, template, text = "" }: ValueSource,
  setting: string,
  book: ColumnBook,
  complete: boolean,
): CellSource => {
  if (column !== undefined) {
    const name = book.use(column, setting);
    return { label: name, read: (row) => trimmed(name, row.cells.get(name) ?? null) };
  }
  if (template === undefined) return { label: setting, read: () => text };
  const columns = [...template.matchAll(COLUMN_IN_BRACES)].map(([, name = ""]) => book.use(name, setting));
  const read = (row: SourceRow): string =>
    template
      .replace(COLUMN_IN_BRACES, (_, name: string) => {
        const part = textOf(name, trimmed(name, row.cells.get(name) ?? null));
        if (complete && part === "") throw new InvalidInput(name, part, `a part of the ${setting}`);
        return part;
      })
      .trim();
  return { label: columns.join(" + ") || setting, read };
};

/** Blanks at the ends are never meant, and no-break spaces (`\u00a0`) are never seen; `trim` takes both. */
const trimmed = (label: string, value: FieldValue): FieldValue => {
  if (typeof value !== "string") return value;
  if (value.includes(REPLACEMENT))
    throw new InvalidInput(label, value, "text in UTF-8; save the file as CSV UTF-8");
  return value.trim();
};

const textOf = (label: string, value: FieldValue): string => {
  // 12345678901234567890 was rounded when the JSON was read; as an id it would name somebody else.
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new InvalidInput(label, value, "a number that keeps all its digits; write it in quotes");
  return value === null ? "" : String(value);
};

const matched = (pattern: RegExp, label: string, text: string): string => {
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined)
    throw new InvalidInput(label, text, `a text that the pattern ${pattern.source} matches`);
  return groups.value?.trim() ?? "";
};

const mapped = (values: Readonly<Record<string, string>>, label: string, text: string): string => {
  const value = Object.hasOwn(values, text) ? values[text] : undefined;
  if (value === undefined) {
    const known = Object.keys(values).map((key) => JSON.stringify(key));
    throw new InvalidInput(label, text, `one of ${known.join(", ")}`);
  }
  return value;
};
