import { type EpochMs, InvalidInput, type LocalDate, type TimeZone } from "@attendance-export/core";
import { instantOf, type Moments, momentsOf, nextDay, type WallClock } from "../wall-clock.ts";
import { type CellSource, type ColumnBook, cellSource, readText, rowCondition } from "./cell-source.ts";
import { compileFormat } from "./compile-format.ts";
import type { DateFormat, DateParts } from "./date-format.ts";
import type { TimesMapping } from "./mapping.ts";
import type { SourceRow } from "./source-row.ts";

/** When somebody came and went, in UTC; null where the source does not say. */
export interface RecordTimes {
  readonly checkIn: EpochMs | null;
  readonly checkOut: EpochMs | null;
}

export type TimesReader = (row: SourceRow, date: LocalDate) => RecordTimes;

/** One time as the source writes it, and the column it stands in. */
interface TimeText {
  readonly label: string;
  readonly text: string;
}

/** A time that is one moment already, or a wall clock that a zone must turn into one. */
type Reading =
  | { readonly kind: "moment"; readonly at: EpochMs }
  | { readonly kind: "wall"; readonly wall: WallClock; readonly ofTheDay: boolean };

export const NO_TIMES: RecordTimes = { checkIn: null, checkOut: null };
const ISO_DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const ISO_WANTED =
  "a time such as 2024-03-10T08:30, 2024-03-10T08:30Z or 08:30 (or name its format in the mapping)";

/** Compiles the mapping's times. Without a mapping of times records have none. */
export const timesReader = (
  times: TimesMapping | undefined,
  zone: TimeZone,
  book: ColumnBook,
): TimesReader => {
  if (times === undefined) return () => NO_TIMES;
  const texts = timeTexts(times, book);
  const counts =
    times.when === undefined ? (): boolean => true : rowCondition(times.when, "times.when", book);
  const format = times.format === undefined ? undefined : compileFormat(times.format, "times.format");
  const resolver = new TimeResolver(times, zone);
  return (row, date) => {
    if (!counts(row)) return NO_TIMES;
    const { checkIn, checkOut } = texts(row);
    const start = checkIn && resolver.start(checkIn, readTime(checkIn, date, format));
    const end = checkOut && resolver.end(checkOut, readTime(checkOut, date, format), start);
    return { checkIn: start ?? null, checkOut: end ?? null };
  };
};

const timeTexts = (
  { range, checkIn, checkOut }: TimesMapping,
  book: ColumnBook,
): ((row: SourceRow) => { checkIn: TimeText | undefined; checkOut: TimeText | undefined }) => {
  if (range !== undefined) {
    const source = cellSource({ column: range.column }, "times.range", book);
    return (row) => {
      const groups = rangeGroups(source, range.patterns, readText(source, row));
      return {
        checkIn: timeText(source.label, groups.checkIn),
        checkOut: timeText(source.label, groups.checkOut),
      };
    };
  }
  const start = checkIn && cellSource(checkIn, "times.checkIn", book);
  const end = checkOut && cellSource(checkOut, "times.checkOut", book);
  return (row) => ({
    checkIn: start && timeText(start.label, readText(start, row)),
    checkOut: end && timeText(end.label, readText(end, row)),
  });
};

const timeText = (label: string, text = ""): TimeText | undefined =>
  text.trim() === "" ? undefined : { label, text: text.trim() };

const rangeGroups = (
  source: CellSource,
  patterns: readonly RegExp[],
  text: string,
): Readonly<Record<string, string | undefined>> => {
  if (text === "") return {};
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match.groups ?? {};
  }
  throw new InvalidInput(source.label, text, "a text that one of the mapping's patterns matches");
};

const readTime = (time: TimeText, date: LocalDate, format: DateFormat | undefined): Reading => {
  if (format === undefined) return readIso(time, date);
  const parts = format(time.text);
  if (parts === undefined)
    throw new InvalidInput(time.label, time.text, "a time in the format that the mapping names");
  return wallReading(parts, date);
};

const readIso = ({ label, text }: TimeText, date: LocalDate): Reading => {
  const full = ISO_DATE_TIME.exec(text);
  if (full?.[7] !== undefined) return { kind: "moment", at: instantOf(label, text) };
  const [year, month, day, hour, minute, second] = (full?.slice(1, 7) ?? []).map((part) => Number(part ?? 0));
  if (full !== null) return wallReading(defined({ year, month, day, hour, minute, second }), date);
  const short = TIME_OF_DAY.exec(text);
  if (short === null) throw new InvalidInput(label, text, ISO_WANTED);
  return wallReading(
    { hour: Number(short[1]), minute: Number(short[2]), second: Number(short[3] ?? 0) },
    date,
  );
};

const defined = (parts: { [Part in keyof DateParts]: number | undefined }): DateParts =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

const wallReading = (parts: DateParts, date: LocalDate): Reading => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const wall = { year, month, day, hour: 0, minute: 0, second: 0, ...parts };
  return { kind: "wall", wall, ofTheDay: parts.day === undefined };
};

/** The decisions that a wall clock asks for: the zone's changes, and shifts past midnight. */
class TimeResolver {
  readonly #times: TimesMapping;
  readonly #zone: TimeZone;

  constructor(times: TimesMapping, zone: TimeZone) {
    this.#times = times;
    this.#zone = zone;
  }

  start(time: TimeText, reading: Reading): EpochMs {
    return reading.kind === "moment" ? reading.at : this.#choose(time, this.#moments(time, reading.wall));
  }

  /** A check-out comes after its check-in: in the repeated hour that decides which of the two moments it is. */
  end(time: TimeText, reading: Reading, start: EpochMs | undefined): EpochMs {
    if (reading.kind === "moment") return this.#notBefore(time, reading.at, start);
    const moments = this.#moments(time, reading.wall);
    const end = this.#choose(time, moments);
    if (start === undefined || end >= start) return end;
    if (moments.kind === "twice" && moments.later >= start) return moments.later;
    if (!this.#times.overnight || !reading.ofTheDay) return this.#notBefore(time, end, start);
    return this.#choose(time, this.#moments(time, nextDay(reading.wall)));
  }

  #moments({ label, text }: TimeText, wall: WallClock): Moments {
    return momentsOf(label, text, wall, this.#zone);
  }

  #choose({ label, text }: TimeText, moments: Moments): EpochMs {
    const { skippedHour, repeatedHour } = this.#times;
    if (moments.kind === "never" && skippedHour === "refuse")
      throw new InvalidInput(
        label,
        text,
        `a time that exists on that day in ${this.#zone}: clocks skip it (to take it as an hour later, set times.skippedHour to "later")`,
      );
    if (moments.kind === "twice" && repeatedHour === "refuse")
      throw new InvalidInput(label, text, `one time on that day in ${this.#zone}: clocks show it twice`);
    return moments.kind === "never" || repeatedHour === "later" ? moments.later : moments.earlier;
  }

  #notBefore({ label, text }: TimeText, end: EpochMs, start: EpochMs | undefined): EpochMs {
    if (start !== undefined && end < start)
      throw new InvalidInput(
        label,
        text,
        "a check-out after the check-in (if shifts go past midnight, set times.overnight to true)",
      );
    return end;
  }
}
