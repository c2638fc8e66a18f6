import type { EnteredNumber } from "./entered-number.ts";
import type { Locale } from "./locale.ts";
import { serialOf } from "./serial-date.ts";

const msPerDay = 86_400_000;
const timePart = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*([ap]m)?$/i;
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const threeParts = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/;

/** A century for a year of two digits: up to 29 is this one. */
const fullYear = (year: number): number => (year >= 100 ? year : year + (year < 30 ? 2_000 : 1_900));

function dateSerial(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12;
  return isReal && year >= 1 && year <= 9_999 ? serialOf(year, month, day) : undefined;
}

function parseDate(text: string, locale: Locale): { serial: number; pattern: string } | undefined {
  const iso = isoDate.exec(text);
  if (iso !== null) {
    const serial = dateSerial(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return serial === undefined ? undefined : { serial, pattern: "yyyy-mm-dd" };
  }
  const parts = threeParts.exec(text);
  if (parts === null) return undefined;
  const [first, second, third] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const isYearFirst = first > 31 || locale.dateOrder === "ymd";
  const ordered = isYearFirst
    ? [first, second, third]
    : locale.dateOrder === "mdy"
      ? [third, first, second]
      : [third, second, first];
  const [year = 0, month = 0, day = 0] = ordered;
  const serial = dateSerial(fullYear(year), month, day);
  return serial === undefined ? undefined : { serial, pattern: locale.datePattern };
}

function parseTime(text: string): number | undefined {
  const match = timePart.exec(text);
  if (match === null) return undefined;
  const half = match[5]?.toLowerCase();
  const typed = Number(match[1]);
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hours = half === undefined ? typed : (typed % 12) + (half === "pm" ? 12 : 0);
  const [minutes, seconds] = [Number(match[2]), Number(match[3] ?? 0)];
  if (minutes > 59 || seconds > 59) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + Number((match[4] ?? "").padEnd(3, "0"));
}

/** Reads a typed date, time, or date and time; undefined for a date that does not exist as for any other text. */
export function enteredDate(text: string, locale: Locale): EnteredNumber | undefined {
  const time = parseTime(text);
  if (time !== undefined) {
    return {
      value: time / msPerDay,
      format: { type: "TIME", pattern: /m/i.test(text) ? "h:mm am/pm" : "h:mm" },
    };
  }
  const [datePart = "", ...rest] = text.split(/[ T]+/);
  const date = parseDate(datePart, locale);
  if (date === undefined) return undefined;
  if (rest.length === 0) return { value: date.serial, format: { type: "DATE", pattern: date.pattern } };
  const timeOfDay = parseTime(rest.join(" "));
  if (timeOfDay === undefined || timeOfDay >= msPerDay) return undefined;
  return {
    value: date.serial + timeOfDay / msPerDay,
    format: { type: "DATE_TIME", pattern: `${date.pattern} h:mm:ss` },
  };
}
