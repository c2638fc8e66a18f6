import { describe, expect, it } from "vitest";
import {
  age,
  clockTime,
  dayAndTime,
  dayWords,
  distance,
  duration,
  fullMoment,
  records,
} from "./moment-words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Sunday evening in London, the morning of Monday in Auckland. */
const now = Date.UTC(2026, 10, 22, 21, 30);

describe("the distance to a moment", () => {
  it.each([
    [0, "just now"],
    [-44_000, "just now"],
    [30_000, "in less than a minute"],
    [-60_000, "1 minute ago"],
    [12 * MINUTE, "in 12 minutes"],
    [59.4 * MINUTE, "in 59 minutes"],
    [59.6 * MINUTE, "in 1 hour"],
    [-3 * HOUR, "3 hours ago"],
    [23.6 * HOUR, "in 1 day"],
    [-9 * 24 * HOUR, "9 days ago"],
  ])("of %d ms is told as %s", (ms, words) => {
    expect(distance(now + ms, now)).toBe(words);
  });
});

describe("the day of a moment", () => {
  it.each([
    ["Europe/London", 0, "21:30"],
    ["Europe/London", 4 * HOUR, "tomorrow 01:30"],
    ["Pacific/Auckland", 4 * HOUR, "14:30"],
    ["Pacific/Auckland", -12 * HOUR, "yesterday 22:30"],
    ["America/Toronto", 8 * 24 * HOUR, "Mon 30 Nov, 16:30"],
  ])("is the one of the sheet's zone, %s", (zone, ms, words) => {
    expect(dayAndTime(now + ms, now, zone)).toBe(words);
  });

  it("is right on both sides of a change of the clock", () => {
    const eve = Date.UTC(2026, 9, 24, 23, 30);
    expect(dayAndTime(eve + 24 * HOUR, eve, "Europe/London")).toBe("23:30");
    expect(dayAndTime(eve + 25 * HOUR, eve, "Europe/London")).toBe("tomorrow 00:30");
  });

  it("stands above a list of runs", () => {
    expect(dayWords(now, now, "UTC")).toBe("Today");
    expect(dayWords(now - 24 * HOUR, now, "UTC")).toBe("Yesterday");
    expect(dayWords(now - 48 * HOUR, now, "UTC")).toBe("Friday 20 November");
  });

  it("names the year where it is another one", () => {
    const christmas = Date.UTC(2025, 11, 25, 6);
    expect(dayWords(christmas, now, "UTC")).toBe("Thursday 25 December 2025");
    expect(dayAndTime(christmas, now, "UTC")).toBe("Thu 25 Dec 2025, 06:00");
  });

  it("is told in full where one asks", () => {
    expect(fullMoment(now, "America/Toronto")).toMatch(/Sunday,? 22 November 2026 at 16:30:00 (GMT-5|EST)/);
    expect(clockTime(now, "America/Toronto")).toBe("16:30");
  });
});

it.each([
  [0, "0.0 s"],
  [840, "0.8 s"],
  [9_960, "10 s"],
  [185_000, "3 min 5 s"],
  [60_000, "1 min"],
  [7_800_000, "2 h 10 min"],
])("tells %d ms of work as %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

it.each([
  [1, "1 minute"],
  [90 * MINUTE, "1 hour"],
  [47 * HOUR, "47 hours"],
  [49 * HOUR, "2 days"],
])("tells an age of %d ms as %s", (ms, words) => {
  expect(age(ms)).toBe(words);
});

it("counts records with their word", () => {
  expect([0, 1, 12_345].map(records)).toEqual(["0 records", "1 record", "12,345 records"]);
});
