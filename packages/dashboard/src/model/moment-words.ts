const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "always" });
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are costly to make, and a history shows hundreds of moments. */
const format = (zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone} ${name}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
};

/** `14:00`, by the wall clock of the zone. */
export const clockTime = (at: number, zone: string): string =>
  format(zone, "time", { hour: "2-digit", minute: "2-digit" }).format(at);

/** `Mon 23 Nov`, and the year where it is another one. */
const shortDay = (at: number, now: number, zone: string): string =>
  dayIn(at, now, zone, { weekday: "short", day: "numeric", month: "short" });

const dayIn = (at: number, now: number, zone: string, options: Intl.DateTimeFormatOptions): string => {
  const isThisYear = yearOf(at, zone) === yearOf(now, zone);
  const name = `${options.month} day${isThisYear ? "" : " of a year"}`;
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return format(zone, name, { ...options, ...year })
    .format(at)
    .replace(",", "");
};

const yearOf = (at: number, zone: string): string => format(zone, "year", { year: "numeric" }).format(at);

/** A key that is the same for moments of one calendar day of the zone, in the order of days. */
const dayNumber = (at: number, zone: string): number => {
  const parts = format(zone, "date", { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day")) / DAY;
};

/** `Today`, `Yesterday`, `Friday 20 November` or `Wednesday 31 December 2025`: the day of a moment by the zone's calendar. */
export const dayWords = (at: number, now: number, zone: string): string => {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (days === 0) return "Today";
  if (days === -1) return "Yesterday";
  return dayIn(at, now, zone, { weekday: "long", day: "numeric", month: "long" });
};

/** `14:00`, `tomorrow 06:00`, `yesterday 22:15` or `Mon 23 Nov, 06:00`, whichever says it shortest. */
export const dayAndTime = (at: number, now: number, zone: string): string => {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const time = clockTime(at, zone);
  if (days === 0) return time;
  if (days === 1) return `tomorrow ${time}`;
  if (days === -1) return `yesterday ${time}`;
  return `${shortDay(at, now, zone)}, ${time}`;
};

/** Everything about a moment: `Monday 23 November 2026 at 14:00:05 GMT`. */
export const fullMoment = (at: number, zone: string): string =>
  format(zone, "full", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(at);

/** `in 12 minutes`, `3 hours ago`, `just now`. */
export const distance = (at: number, now: number): string => {
  const ms = at - now;
  const size = Math.abs(ms);
  if (size < 45_000) return ms > 5_000 ? "in less than a minute" : "just now";
  // Rounded before the unit is chosen, or 59.6 minutes would be 60.
  const minutes = Math.round(ms / MINUTE);
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  const hours = Math.round(ms / HOUR);
  if (Math.abs(hours) < 24) return relative.format(hours, "hour");
  return relative.format(Math.round(ms / DAY), "day");
};

/** `0.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
export const duration = (ms: number): string => {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 === 0 ? "" : ` ${seconds % 60} s`}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? "" : ` ${minutes % 60} min`}`;
};

/** `3 hours`, `2 days`: how old something is, in one unit. */
export const age = (ms: number): string => {
  const [size, unit] = ms < HOUR ? [MINUTE, "minute"] : ms < 2 * DAY ? [HOUR, "hour"] : [DAY, "day"];
  const count = Math.max(1, Math.floor(ms / (size as number)));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
};

const numbers = new Intl.NumberFormat("en-GB");

/** `12,345`. */
export const counted = (count: number): string => numbers.format(count);

/** `1 record`, `12,345 records`. */
export const records = (count: number): string => `${counted(count)} ${count === 1 ? "record" : "records"}`;
