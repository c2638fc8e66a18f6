import {
  type ApprovalStatus,
  type FieldValue,
  InvalidInput,
  type LocalDate,
  localDate,
  type RecordDraft,
  recordId,
  type TimeZone,
} from "@attendance-export/core";
import { type CellSource, type ColumnBook, cellSource, readSomething, readText } from "./cell-source.ts";
import { compileFormat } from "./compile-format.ts";
import type { FieldSource, Mapping } from "./mapping.ts";
import { NO_TIMES, timesReader } from "./record-times.ts";
import type { SourceRow } from "./source-row.ts";

/** A row became a draft, or it did not, for these reasons (one sentence each). */
type Drafted =
  | { readonly draft: RecordDraft; readonly idLabel: string }
  | { readonly messages: readonly string[] };

export type Drafter = (row: SourceRow) => Drafted;

/** Google refuses longer texts; found here, a bad cell costs its own row and not a whole batch. */
const MAX_CELL_LENGTH = 50_000;
const STATUSES: readonly string[] = ["pending", "approved", "rejected"] satisfies ApprovalStatus[];

/** Compiles a mapping against a file's columns. The drafter it gives is called once a row. */
export const recordDrafter = (mapping: Mapping, zone: TimeZone, book: ColumnBook): Drafter => {
  const id = cellSource(mapping.id, "id", book, true);
  const memberId = cellSource(mapping.member.id, "member.id", book);
  const memberName = mapping.member.name ? cellSource(mapping.member.name, "member.name", book) : memberId;
  const sessionName = cellSource(mapping.session.name, "session.name", book);
  const sessionId = mapping.session.id ? cellSource(mapping.session.id, "session.id", book) : sessionName;
  const date = dateReader(mapping.date, book);
  const times = timesReader(mapping.times, zone, book);
  const approval = approvalReader(mapping.approval, zone, book);
  const fields = Object.entries(mapping.fields).map(([name, source]) => fieldReader(name, source, book));
  return (row) => {
    const attempt = new Attempt();
    const named = (source: CellSource, wanted: string): string =>
      attempt.at("", () => fitting(source.label, readSomething(source, row, wanted)));
    const key = attempt.at(undefined, () => {
      const text = readText(id, row);
      return relabelled(id.label, () => recordId(text));
    });
    const member = { id: named(memberId, "a member's id"), name: named(memberName, "a member's name") };
    const session = { id: named(sessionId, "a session's id"), name: named(sessionName, "a session's name") };
    const day = attempt.at(undefined, () => date(row));
    const rest = {
      // Without a day its times mean nothing; the day's own message is enough.
      ...attempt.at(NO_TIMES, () => (day === undefined ? NO_TIMES : times(row, day))),
      ...attempt.at({ status: "pending" as const, approval: null }, () => approval(row)),
      fields: Object.fromEntries(fields.map((read) => read(row, attempt))),
    };
    if (key === undefined || day === undefined || attempt.messages.length > 0)
      return { messages: attempt.messages };
    return { draft: { id: key, member, session, date: day, ...rest }, idLabel: id.label };
  };
};

/** Reads everything of a row before giving it up, so that one look shows all that is wrong with it. */
class Attempt {
  readonly messages: string[] = [];
  readonly #empty = new Set<string>();

  at<Value, Instead>(instead: Instead, read: () => Value): Value | Instead {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      // One empty column may feed several parts of a record; once is enough.
      const repeated = cause.value === "" && this.#empty.has(cause.field);
      if (cause.value === "") this.#empty.add(cause.field);
      if (!repeated && !this.messages.includes(cause.message)) this.messages.push(cause.message);
      return instead;
    }
  }
}

/** The core names the kind of thing ("date"); a person looks for the column. */
const relabelled = <Value>(label: string, read: () => Value): Value => {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof InvalidInput) || cause.field === label) throw cause;
    throw new InvalidInput(label, cause.value, cause.wanted);
  }
};

const fitting = (label: string, text: string): string => {
  if (text.length > MAX_CELL_LENGTH)
    throw new InvalidInput(label, text, "a text of at most 50,000 characters, all that one cell can hold");
  return text;
};

const dateReader = (source: Mapping["date"], book: ColumnBook): ((row: SourceRow) => LocalDate) => {
  const cell = cellSource(source, "date", book);
  const format = source.format === undefined ? undefined : compileFormat(source.format, "date.format");
  return (row) => {
    const text = readText(cell, row);
    if (format === undefined) return relabelled(cell.label, () => localDate(text));
    const { year, month, day } = format(text) ?? {};
    const wanted = `a day that exists, written ${source.format}`;
    if (year === undefined || month === undefined || day === undefined)
      throw new InvalidInput(cell.label, text, wanted);
    const iso = [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))];
    try {
      return localDate(iso.join("-"));
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      throw new InvalidInput(cell.label, text, wanted);
    }
  };
};

const approvalReader = (
  { status = { text: "approved" }, at, by, format }: Mapping["approval"],
  zone: TimeZone,
  book: ColumnBook,
): ((row: SourceRow) => Pick<RecordDraft, "status" | "approval">) => {
  const statusCell = cellSource(status, "approval.status", book);
  const byCell = by && cellSource(by, "approval.by", book);
  const atReader =
    at &&
    timesReader(
      { checkIn: at, format, overnight: false, skippedHour: "later", repeatedHour: "earlier" },
      zone,
      book,
    );
  return (row) => {
    const text = readText(statusCell, row);
    if (!isStatus(text)) throw new InvalidInput(statusCell.label, text, `one of ${STATUSES.join(", ")}`);
    const moment = atReader?.(row, "" as LocalDate).checkIn ?? null;
    const who = byCell && readText(byCell, row);
    return { status: text, approval: moment !== null && who ? { at: moment, by: who } : null };
  };
};

const isStatus = (text: string): text is ApprovalStatus => STATUSES.includes(text);

const fieldReader = (
  name: string,
  source: FieldSource,
  book: ColumnBook,
): ((row: SourceRow, attempt: Attempt) => readonly [string, FieldValue]) => {
  const cell = cellSource(source, `fields.${name}`, book);
  return (row, attempt) => [name, attempt.at(null, () => typed(cell.label, cell.read(row), source.type))];
};

const typed = (label: string, value: FieldValue, type: FieldSource["type"]): FieldValue => {
  if (value === null || value === "") return null;
  const text = String(value);
  if (type === "number") {
    const number = Number(text);
    if (!Number.isFinite(number)) throw new InvalidInput(label, value, "a number such as 7.5");
    return number;
  }
  if (type === "boolean") {
    if (!/^(true|false)$/i.test(text)) throw new InvalidInput(label, value, "true or false");
    return text.toLowerCase() === "true";
  }
  if (type === undefined && typeof value !== "string") return value;
  return fitting(label, text);
};
