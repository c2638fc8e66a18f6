import { type Frequency, InvalidInput, timeZone } from "@attendance-export/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CronerTimetable } from "./croner-timetable.ts";

const toronto = timeZone("America/Toronto");
const timetable = new CronerTimetable();

/** The next moments at which the schedule fires, as UTC. */
const firings = (frequency: Frequency, zone: string, after: string, count: number): string[] => {
  const moments: string[] = [];
  let at = Date.parse(after);
  while (moments.length < count) {
    const next = timetable.next(frequency, timeZone(zone), at);
    if (next === undefined) break;
    moments.push(new Date(next).toISOString().slice(0, 16));
    at = next;
  }
  return moments;
};

describe("the timetable on croner", () => {
  it("fires at 06:00 on a Toronto wall on weekdays, across the change to summer time", () => {
    // 2024-03-10 02:00 becomes 03:00; the week-end of 9 and 10 March is skipped.
    expect(firings({ cron: "0 6 * * 1-5" }, "America/Toronto", "2024-03-07T12:00Z", 3)).toEqual([
      "2024-03-08T11:00",
      "2024-03-11T10:00",
      "2024-03-12T10:00",
    ]);
  });

  it("fires at 06:00 on a Toronto wall on weekdays, across the change back", () => {
    expect(firings({ cron: "0 6 * * 1-5" }, "America/Toronto", "2024-10-31T12:00Z", 3)).toEqual([
      "2024-11-01T10:00",
      "2024-11-04T11:00",
      "2024-11-05T11:00",
    ]);
  });

  it("fires at the first moment after the gap on the day on which 02:30 does not exist", () => {
    expect(firings({ cron: "30 2 * * *" }, "America/Toronto", "2024-03-09T12:00Z", 2)).toEqual([
      "2024-03-10T07:00",
      "2024-03-11T06:30",
    ]);
  });

  it("fires once on the day on which 01:30 happens twice", () => {
    const days = firings({ cron: "30 1 * * *" }, "America/Toronto", "2024-11-02T12:00Z", 2);
    expect(days).toEqual(["2024-11-03T05:30", "2024-11-04T06:30"]);
  });

  it("keeps its hours while the clocks change", () => {
    expect(firings("hourly", "America/Toronto", "2024-03-10T05:30Z", 4)).toEqual([
      "2024-03-10T06:00",
      "2024-03-10T07:00",
      "2024-03-10T08:00",
      "2024-03-10T09:00",
    ]);
  });

  it("fires weekly across the end of a year", () => {
    expect(firings("weekly", "Europe/Berlin", "2024-12-24T12:00Z", 2)).toEqual([
      "2024-12-30T05:00",
      "2025-01-06T05:00",
    ]);
  });

  it("knows zones that are off by half an hour", () => {
    expect(firings("daily", "Asia/Kolkata", "2024-05-01T12:00Z", 1)).toEqual(["2024-05-02T00:30"]);
  });

  it("never fires for a day that no year has", () => {
    expect(timetable.next({ cron: "0 6 30 2 *" }, toronto, Date.UTC(2024, 0, 1))).toBeUndefined();
  });

  it.each(["every day", "0 6 * *", "0 6 * * * *", "61 6 * * *", "0 25 * * *", ""])(
    "refuses %j with what is wanted",
    (cron) => {
      expect(() => timetable.next({ cron }, toronto, 0)).toThrow(InvalidInput);
      expect(() => timetable.next({ cron }, toronto, 0)).toThrow(
        /^cron: .* is not a cron expression of five fields/,
      );
    },
  );

  it("always answers with a moment after the one it was asked about", () => {
    const frequencies: Frequency[] = ["15min", "30min", "hourly", "daily", "weekly", { cron: "0 6 * * 1-5" }];
    const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...frequencies), moments, (frequency, after) => {
        expect(timetable.next(frequency, toronto, after)).toBeGreaterThan(after);
      }),
    );
  });
});
