import type { Branded } from "./ids.ts";
import { InvalidInput } from "./invalid-input.ts";

/** A moment: milliseconds since 1970-01-01T00:00:00Z. UTC inside; the tenant's zone only where people look. */
export type EpochMs = number;

/** A day of the calendar, `YYYY-MM-DD`, without a zone: the day that the tenant calls it. */
export type LocalDate = Branded<string, "LocalDate">;

/** An IANA time zone that this runtime knows, such as `America/Toronto`. */
export type TimeZone = Branded<string, "TimeZone">;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
export const DAY_MS = 86_400_000;

/** Whether it is a day that exists: 2023-02-29 does not, and is not rolled over. */
export const isLocalDate = (text: string): text is LocalDate => {
  const parts = ISO_DAY.exec(text);
  const day =
    parts === null ? Number.NaN : Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return !Number.isNaN(day) && new Date(day).toISOString().slice(0, 10) === text;
};

export const localDate = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new InvalidInput("date", text, "a day that exists, written YYYY-MM-DD");
  return text;
};

export const timeZone = (name: string): TimeZone => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InvalidInput("time zone", name, "an IANA name such as America/Toronto");
  }
  return name as TimeZone;
};
