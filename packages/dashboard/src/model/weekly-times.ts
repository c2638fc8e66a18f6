/** Days of the week as cron counts them: 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Certain days at a certain time: what an admin picks without knowing cron. */
export interface WeeklyTime {
  readonly days: readonly Weekday[];
  /** `HH:MM`. */
  readonly time: string;
}

/** From Monday, as a school's week is read. */
export const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

const NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export const dayName = (day: Weekday): string => NAMES[day];

/** `0 6 * * 1-5` for weekdays at six. */
export const cronOf = ({ days, time }: WeeklyTime): string => {
  const [hour = "0", minute = "0"] = time.split(":");
  return `${Number(minute)} ${Number(hour)} * * ${daysField(days)}`;
};

const daysField = (days: readonly Weekday[]): string => {
  if (days.length === 7) return "*";
  const sorted = days.toSorted((left, right) => left - right);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const isRange = sorted.length > 2 && last - first === sorted.length - 1;
  return isRange ? `${first}-${last}` : sorted.join(",");
};

const SIMPLE = /^(\d{1,2}) (\d{1,2}) \* \* (\*|[0-7,-]+)$/;

/** The days and the time of an expression that says no more than that; undefined for any other. */
export const weeklyTimeOf = (cron: string): WeeklyTime | undefined => {
  const [, minute, hour, field] = SIMPLE.exec(cron.trim()) ?? [];
  if (minute === undefined || hour === undefined || field === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  const days = field === "*" ? WEEK : field.split(",").flatMap(daysOf);
  const known = WEEK.filter((day) => days.includes(day));
  if (known.length === 0) return undefined;
  return { days: known, time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
};

const daysOf = (part: string): readonly number[] => {
  const [from = "", to = from] = part.split("-");
  const [first, last] = [Number(from), Number(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) % 7);
};

/** `Monday to Friday at 06:00`, `Monday and Thursday at 18:30`. */
export const weeklyTimeWords = ({ days, time }: WeeklyTime): string => {
  const chosen = WEEK.filter((day) => days.includes(day));
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (first === undefined || last === undefined) return `At ${time}`;
  if (chosen.length === 7) return `Every day at ${time}`;
  const isRun = WEEK.indexOf(last) - WEEK.indexOf(first) === chosen.length - 1;
  if (chosen.length > 2 && isRun) return `${dayName(first)} to ${dayName(last)} at ${time}`;
  const names = chosen.map((day) => (chosen.length > 2 ? `${dayName(day)}s` : dayName(day)));
  return `${new Intl.ListFormat("en-GB").format(names)} at ${time}`;
};
