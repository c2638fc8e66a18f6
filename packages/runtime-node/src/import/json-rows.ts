import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { FieldValue } from "@attendance-export/core";
import { none } from "stream-chain/defs.js";
import { gen } from "stream-chain/gen.js";
import { parser } from "stream-json/parser.js";
import { streamArray } from "stream-json/streamers/stream-array.js";
import type { Place, SourceItem } from "./source-row.ts";

/** Objects inside objects become columns such as `member.name`; deeper than this nobody means a column. */
const MAX_DEPTH = 4;

/**
 * A piece of text gives all its elements or, malformed, none: so a piece holds at most one whole element.
 * That a brace may stand inside a text does no harm, since pieces mean nothing to the parser.
 */
const AFTER_A_BRACE = /(?<=\})/u;

/** What `gen` gives; its types leave out that `none` ends the input. */
type Elements = (text: string | typeof none) => AsyncIterable<{ readonly value: unknown }>;

export interface JsonFile {
  readonly file: string;
  readonly onBytes: (count: number) => void;
}

/** The elements of one JSON array. What follows a malformed place cannot be told apart, so reading ends there. */
export async function* jsonArrayRows({ file, onBytes }: JsonFile): AsyncGenerator<SourceItem> {
  const elements = gen(parser(), streamArray<unknown>()) as Elements;
  let read = 0;
  const take = async function* (text: string | typeof none): AsyncGenerator<SourceItem> {
    for await (const { value } of elements(text)) {
      read += 1;
      yield rowOf({ unit: "element", number: read }, value);
    }
  };
  try {
    for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
      onBytes(Buffer.byteLength(chunk));
      for (const piece of chunk.split(AFTER_A_BRACE)) yield* take(piece);
    }
    yield* take(none);
  } catch (cause) {
    if (isSystemError(cause)) throw cause;
    yield {
      kind: "problem",
      place: { unit: "element", number: read + 1 },
      message: `malformed JSON (${messageOf(cause)}); nothing after this place was read`,
    };
  }
}

/** One JSON object a line (NDJSON). A malformed line costs itself and no other. */
export async function* jsonLineRows({ file, onBytes }: JsonFile): AsyncGenerator<SourceItem> {
  const input = createReadStream(file);
  input.on("data", (chunk) => onBytes(chunk.length));
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, "") : line;
    if (text.trim() === "") continue;
    yield lineRow({ unit: "line", number }, text);
  }
}

const lineRow = (place: Place, text: string): SourceItem => {
  try {
    return rowOf(place, JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return { kind: "problem", place, message: `malformed JSON: ${cause.message}` };
  }
};

const rowOf = (place: Place, value: unknown): SourceItem => {
  const cells = new Map<string, FieldValue>();
  const message = isObject(value) ? flatten(value, "", 1, cells) : "not a JSON object";
  return message === undefined ? { kind: "row", place, cells } : { kind: "problem", place, message };
};

/** Fills `cells`; gives the sentence about what cannot be a cell. */
const flatten = (
  value: object,
  prefix: string,
  depth: number,
  cells: Map<string, FieldValue>,
): string | undefined => {
  for (const [key, cell] of Object.entries(value)) {
    const column = `${prefix}${key}`;
    if (cell === null || typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean")
      cells.set(column, cell);
    else if (isObject(cell) && depth < MAX_DEPTH) {
      const message = flatten(cell, `${column}.`, depth + 1, cells);
      if (message !== undefined) return message;
    } else return `${column}: a list or an object this deep cannot stand in one cell`;
  }
  return undefined;
};

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSystemError = (cause: unknown): boolean => cause instanceof Error && "syscall" in cause;

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message.replace(/^Parser /, "") : String(cause);
