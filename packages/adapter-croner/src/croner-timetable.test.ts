import { type Frequency, InvalidInput, timeZone } from "@attendance-export/core";
import { timetableContract, verify } from "@attendance-export/core/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CronerTimetable } from "./croner-timetable.ts";

verify({ describe, it }, timetableContract, {
  adapter: "CronerTimetable",
  open: async () => ({ port: new CronerTimetable(), close: async () => undefined }),
});

describe("the timetable on croner", () => {
  const timetable = new CronerTimetable();

  it("always answers with a moment after the one it was asked about", () => {
    const frequencies: Frequency[] = ["15min", "30min", "hourly", "daily", "weekly", { cron: "0 6 * * 1-5" }];
    const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    const zones = fc.constantFrom("America/Toronto", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo");
    fc.assert(
      fc.property(fc.constantFrom(...frequencies), zones, moments, (frequency, zone, after) => {
        expect(timetable.next(frequency, timeZone(zone), after)).toBeGreaterThan(after);
      }),
    );
  });

  it("answers the same after it has forgotten a thousand expressions", () => {
    const toronto = timeZone("America/Toronto");
    const workdays = { cron: "0 6 * * 1-5" };
    const before = timetable.next(workdays, toronto, 0);
    for (let minute = 0; minute < 60; minute++)
      for (let hour = 0; hour < 20; hour++) timetable.next({ cron: `${minute} ${hour} * * *` }, toronto, 0);
    expect(timetable.next(workdays, toronto, 0)).toBe(before);
  });

  it("takes five fields, with blanks around and between them, and says what it wants instead of others", () => {
    const toronto = timeZone("America/Toronto");
    const of = (cron: string) => timetable.next({ cron }, toronto, 0);
    expect(of("  0   6 * *\t1  ")).toBe(of("0 6 * * 1"));
    const wanted = "a cron expression of five fields, such as 0 6 * * 1-5";
    for (const cron of ["0 6 * *", "0 0 6 * * 1", "", "x 0 6 * * 1 y", "@daily"])
      expect(() => of(cron)).toThrow(new InvalidInput("cron", cron, wanted));
    expect(() => of("61 6 * * 1")).toThrow(
      /^cron: "61 6 \* \* 1" is not a cron expression of five .* \(.+\)$/,
    );
  });
});
