import { DAY_MS, type EpochMs, type LocalDate, type TimeZone } from "./time.ts";

/** Google counts days from 1899-12-30 (sheets/FACTS.md §6): 1970-01-01 is day 25,569. */
const UNIX_EPOCH_SERIAL = 25_569;

/**
 * Offsets change only on quarter hours of UTC since Liberia left its own time in January 1972, so one look-up serves
 * fifteen minutes.
 * Asking `Intl` costs some microseconds, far more than the map.
 */
const QUARTER_HOUR_MS = 900_000;
const FIRST_REGULAR_MS = Date.UTC(1972, 0, 8);
/** A year has 35,040 quarter hours; a batch touches few of them. */
const REMEMBERED_OFFSETS = 10_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

const zones = new Map<TimeZone, Zone>();

/** Days since 1899-12-30 of a calendar day; whole. */
export const dateSerial = (date: LocalDate): number =>
  Date.parse(`${date}T00:00:00Z`) / DAY_MS + UNIX_EPOCH_SERIAL;

/** Days since 1899-12-30 of what a clock on the wall of that zone shows at that moment, to the second. */
export const wallClockSerial = (moment: EpochMs, zone: TimeZone): number => {
  const seconds = Math.floor((moment + offsetMs(moment, zone)) / 1000);
  // Rounded to a tenth of a millisecond, so that the same second always gives the same number.
  return Math.round((seconds / 86_400 + UNIX_EPOCH_SERIAL) * 1e9) / 1e9;
};

const offsetMs = (moment: EpochMs, name: TimeZone): number => {
  const zone = zoneOf(name);
  if (moment < FIRST_REGULAR_MS) return computeOffset(moment, zone);
  const quarter = Math.floor(moment / QUARTER_HOUR_MS);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  const offset = computeOffset(moment, zone);
  if (zone.offsets.size >= REMEMBERED_OFFSETS) zone.offsets.clear();
  zone.offsets.set(quarter, offset);
  return offset;
};

const zoneOf = (name: TimeZone): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = {
    format: new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short",
    }),
    offsets: new Map<number, number>(),
  };
  zones.set(name, zone);
  return zone;
};

const computeOffset = (moment: EpochMs, { format }: Zone): number => {
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get("era") === "BC" ? 1 - part("year") : part("year");
  const wall = new Date(0);
  // Not `Date.UTC`: it takes the years 0 to 99 for those of the last century.
  wall.setUTCFullYear(year, part("month") - 1, part("day"));
  wall.setUTCHours(part("hour"), part("minute"), part("second"));
  return wall.getTime() - Math.floor(moment / 1000) * 1000;
};
