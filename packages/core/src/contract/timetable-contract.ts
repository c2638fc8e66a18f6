import assert from "node:assert/strict";
import { InvalidInput } from "../model/invalid-input.ts";
import type { Frequency } from "../model/polling.ts";
import { timeZone } from "../model/time.ts";
import type { Timetable } from "../ports/timetable.ts";
import type { Closable, Contract, Guarantee } from "./contract.ts";

export interface TimetableSubject extends Closable {
  readonly port: Timetable;
}

/** The next moments at which a schedule fires, as UTC to the minute. */
const firings = (
  { port }: TimetableSubject,
  frequency: Frequency,
  zone: string,
  after: string,
  count: number,
): readonly string[] => {
  const moments: string[] = [];
  let at = Date.parse(after);
  for (let index = 0; index < count; index++) {
    const next = port.next(frequency, timeZone(zone), at);
    if (next === undefined) break;
    moments.push(new Date(next).toISOString().replace(":00.000Z", ""));
    at = next;
  }
  return moments;
};

const TORONTO = "America/Toronto";
const workdays = { cron: "0 6 * * 1-5" };
const everyFrequency: readonly Frequency[] = ["15min", "30min", "hourly", "daily", "weekly", workdays];

/** Around the changes of clocks of several years, at odd seconds. */
const oddMoments: readonly number[] = Array.from(
  { length: 400 },
  (_, index) =>
    Date.UTC(2020 + (index % 8), (index * 5) % 12, 1 + (index % 28), index % 24, 59, 59, 999) + index,
);

const marks = {
  "answers with a moment strictly after the one it was asked about": async ({ port }) => {
    for (const frequency of everyFrequency)
      for (const moment of oddMoments)
        for (const after of [moment, port.next(frequency, timeZone(TORONTO), moment) ?? 0]) {
          const next = port.next(frequency, timeZone(TORONTO), after) ?? Number.POSITIVE_INFINITY;
          assert.ok(next > after, `${JSON.stringify(frequency)} after ${after}`);
        }
  },

  "skips no firing: asked between two of them, it names the later one": async ({ port }) => {
    for (const frequency of everyFrequency)
      for (const moment of oddMoments.slice(0, 100)) {
        const next = port.next(frequency, timeZone(TORONTO), moment) ?? 0;
        assert.equal(port.next(frequency, timeZone(TORONTO), next - 1), next);
      }
  },

  "fires on the quarter, the half and the full hour": async (subject) => {
    const after = "2024-05-06T11:50:30Z";
    const hour = "2024-05-06T12";
    assert.deepEqual(firings(subject, "15min", TORONTO, after, 3), [
      `${hour}:00`,
      `${hour}:15`,
      `${hour}:30`,
    ]);
    assert.deepEqual(firings(subject, "30min", TORONTO, after, 2), [`${hour}:00`, `${hour}:30`]);
    assert.deepEqual(firings(subject, "hourly", TORONTO, after, 2), [`${hour}:00`, "2024-05-06T13:00"]);
  },

  "keeps its hours while the clocks change": async (subject) => {
    const hoursOf = (day: string, hours: readonly string[]) => hours.map((hour) => `${day}T${hour}:00`);
    assert.deepEqual(
      firings(subject, "hourly", TORONTO, "2024-03-10T05:30Z", 4),
      hoursOf("2024-03-10", ["06", "07", "08", "09"]),
    );
    assert.deepEqual(
      firings(subject, "hourly", TORONTO, "2024-11-03T04:30Z", 4),
      hoursOf("2024-11-03", ["05", "06", "07", "08"]),
    );
  },
} satisfies Readonly<Record<string, Guarantee<TimetableSubject>>>;

const calendar = {
  "fires daily at six on a wall of that zone": async (subject) => {
    assert.deepEqual(firings(subject, "daily", TORONTO, "2024-05-06T12:00Z", 2), [
      "2024-05-07T10:00",
      "2024-05-08T10:00",
    ]);
    assert.deepEqual(firings(subject, "daily", "Europe/Berlin", "2024-03-30T00:00Z", 2), [
      "2024-03-30T05:00",
      "2024-03-31T04:00",
    ]);
  },

  "fires weekly on Mondays at six, also across the end of a year": async (subject) => {
    assert.deepEqual(firings(subject, "weekly", "Europe/Berlin", "2024-12-24T12:00Z", 2), [
      "2024-12-30T05:00",
      "2025-01-06T05:00",
    ]);
  },

  "reads a cron expression on a wall of that zone, across both changes of its clocks": async (subject) => {
    // On 2024-03-10 the clocks go forward, on 2024-11-03 back; both are Sundays.
    assert.deepEqual(firings(subject, workdays, TORONTO, "2024-03-07T12:00Z", 3), [
      "2024-03-08T11:00",
      "2024-03-11T10:00",
      "2024-03-12T10:00",
    ]);
    assert.deepEqual(firings(subject, workdays, TORONTO, "2024-10-31T12:00Z", 3), [
      "2024-11-01T10:00",
      "2024-11-04T11:00",
      "2024-11-05T11:00",
    ]);
  },

  "fires at the first moment after the gap where the local time does not exist": async (subject) => {
    assert.deepEqual(firings(subject, { cron: "30 2 * * *" }, TORONTO, "2024-03-09T12:00Z", 2), [
      "2024-03-10T07:00",
      "2024-03-11T06:30",
    ]);
  },

  "fires once where the local time happens twice": async (subject) => {
    assert.deepEqual(firings(subject, { cron: "30 1 * * *" }, TORONTO, "2024-11-02T12:00Z", 2), [
      "2024-11-03T05:30",
      "2024-11-04T06:30",
    ]);
  },

  "knows zones that are off by parts of an hour, and clocks that change by half of one": async (subject) => {
    assert.deepEqual(firings(subject, "daily", "Asia/Kathmandu", "2024-05-01T12:00Z", 1), [
      "2024-05-02T00:15",
    ]);
    // Lord Howe goes from +10:30 to +11:00 on 2024-10-06.
    assert.deepEqual(firings(subject, "daily", "Australia/Lord_Howe", "2024-10-04T20:00Z", 2), [
      "2024-10-05T19:00",
      "2024-10-06T19:00",
    ]);
  },

  "fires on 29 February in leap years alone, and never on a day that no year has": async (subject) => {
    assert.deepEqual(firings(subject, { cron: "0 6 29 2 *" }, "UTC", "2024-03-01T00:00Z", 2), [
      "2028-02-29T06:00",
      "2032-02-29T06:00",
    ]);
    assert.deepEqual(firings(subject, { cron: "0 6 30 2 *" }, "UTC", "2024-03-01T00:00Z", 1), []);
  },

  "refuses an expression that cannot be read, and says what is wanted": async ({ port }) => {
    for (const cron of ["", "every day", "0 6 * *", "0 6 * * * *", "61 6 * * *", "0 25 * * *", "0 6 * * 1-"])
      assert.throws(
        () => port.next({ cron }, timeZone("UTC"), 0),
        (thrown) => thrown instanceof InvalidInput && thrown.field === "cron" && thrown.wanted !== "",
        `${JSON.stringify(cron)} must be refused`,
      );
  },
} satisfies Readonly<Record<string, Guarantee<TimetableSubject>>>;

/** What every `Timetable` promises. */
export const timetableContract = {
  port: "Timetable",
  guarantees: { ...marks, ...calendar },
} satisfies Contract<TimetableSubject, string>;

export type TimetableSentence = keyof typeof timetableContract.guarantees;
/** Those that need a calendar. */
export type CalendarSentence = keyof typeof calendar;
