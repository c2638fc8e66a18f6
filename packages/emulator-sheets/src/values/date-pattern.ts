import { type WallClock, wallClock } from "./serial-date.ts";

const months = "January February March April May June July August September October November December".split(
  " ",
);
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const token = /\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+|\.0+|am\/pm|a\/p|"[^"]*"|\\.|./gi;

const two = (number: number): string => String(number).padStart(2, "0");

function monthText(length: number, { month }: WallClock): string {
  const name = months[month - 1] ?? "";
  if (length === 5) return name.slice(0, 1);
  if (length >= 4) return name;
  if (length === 3) return name.slice(0, 3);
  return length === 2 ? two(month) : String(month);
}

function dayText(length: number, { day, weekday }: WallClock): string {
  const name = weekdays[weekday] ?? "";
  if (length >= 4) return name;
  if (length === 3) return name.slice(0, 3);
  return length === 2 ? two(day) : String(day);
}

const padded = (length: number, number: number): string => (length >= 2 ? two(number) : String(number));

function elapsed(text: string, serial: number): string {
  const unit = text.charAt(1).toLowerCase();
  const perDay = unit === "h" ? 24 : unit === "m" ? 1_440 : 86_400;
  return String(Math.floor(serial * perDay + 1e-9)).padStart(text.length - 2, "0");
}

/** `m` is minutes after hours or before seconds, else the month, as in every spreadsheet. */
function isMinutes(tokens: readonly string[], index: number): boolean {
  const letter = (text: string | undefined): string => (text ?? "").replace("[", "").charAt(0).toLowerCase();
  const isUnit = (text: string): boolean => /^\[?[ymdhs]/i.test(text);
  const before = tokens.slice(0, index).findLast(isUnit);
  const after = tokens.slice(index + 1).find(isUnit);
  return letter(before) === "h" || letter(after) === "s";
}

/** Renders a serial by a pattern such as `yyyy-mm-dd hh:mm` or `ddd d mmm h:mm am/pm`. Names are English. */
export function renderDate(serial: number, pattern: string): string {
  const clock = wallClock(serial);
  const tokens = pattern.match(token) ?? [];
  const hasHalves = tokens.some((text) => /^(am\/pm|a\/p)$/i.test(text));
  const hours = hasHalves ? clock.hours % 12 || 12 : clock.hours;
  return tokens
    .map((text, index) => {
      if (text.startsWith("[")) return elapsed(text, serial);
      if (/^(am\/pm|a\/p)$/i.test(text)) return clock.hours < 12 ? "AM" : "PM";
      if (text.startsWith('"')) return text.slice(1, -1);
      if (text.startsWith("\\")) return text.slice(1);
      if (/^\.0+$/.test(text)) return (clock.milliseconds / 1000).toFixed(text.length - 1).slice(1);
      const letter = text.charAt(0).toLowerCase();
      if (letter === "y")
        return text.length <= 2 ? two(clock.year % 100) : String(clock.year).padStart(4, "0");
      if (letter === "m")
        return isMinutes(tokens, index) ? padded(text.length, clock.minutes) : monthText(text.length, clock);
      if (letter === "d") return dayText(text.length, clock);
      if (letter === "h") return padded(text.length, hours);
      if (letter === "s") return padded(text.length, clock.seconds);
      return text;
    })
    .join("");
}
