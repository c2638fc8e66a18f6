const msPerDay = 86_400_000;
/** Day 0 of a spreadsheet, 1899-12-30, as days before 1970. 1900 is not a leap year here. */
const epochDays = 25_569;

/** A calendar date and wall-clock time. A serial has no zone, so neither has this. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** The days since 1899-12-30, with the time as the fraction. `month` counts from 1. */
export const serialOf = (year: number, month: number, day: number, msOfDay = 0): number =>
  Date.UTC(year, month - 1, day) / msPerDay + epochDays + msOfDay / msPerDay;

/** What a clock on the wall shows at a serial, to the millisecond. */
export function wallClock(serial: number): WallClock {
  const date = new Date(Math.round((serial - epochDays) * msPerDay));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    milliseconds: date.getUTCMilliseconds(),
    weekday: date.getUTCDay(),
  };
}

/** The serial that a clock in a zone shows at an instant: what `NOW()` gives. An unknown zone counts as UTC. */
export function serialNow(nowMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: knownZone(timeZone),
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(nowMs);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  const ms = ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000;
  return serialOf(part("year"), part("month"), part("day"), ms);
}

const knownZone = (timeZone: string): string => (isTimeZone(timeZone) ? timeZone : "UTC");

/** Whether a zone is one of the CLDR names that Google takes. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
