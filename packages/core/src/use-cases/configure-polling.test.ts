import { beforeEach, describe, expect, it } from "vitest";
import { AdminBench, MORNING, OTHER_SCHOOL, SCHOOL } from "../../test/admin-bench.ts";
import { InvalidInput } from "../model/invalid-input.ts";
import type { Frequency } from "../model/polling.ts";
import type { EpochMs } from "../model/time.ts";
import type { Timetable } from "../ports/timetable.ts";
import { defaultSchedulePolicy, slotOffsetMs } from "../protocol/schedule.ts";
import { ConfigurePolling } from "./configure-polling.ts";

const MINUTE = 60_000;

/** Fires at the minutes named in the expression, every hour of the hours named: `6,7 58,2`. */
const minutesOfHours: Timetable = {
  next: (frequency, _zone, after): EpochMs | undefined => {
    if (typeof frequency === "string") return after + 60 * MINUTE;
    if (frequency.cron === "never") return undefined;
    const [hours = [], minutes = []] = frequency.cron.split(" ").map((part) => part.split(",").map(Number));
    for (let minute = Math.floor(after / MINUTE) + 1; minute <= after / MINUTE + 3 * 1_440; minute++)
      if (minutes.includes(minute % 60) && hours.includes(Math.floor(minute / 60) % 24))
        return minute * MINUTE;
    return undefined;
  },
};

let bench: AdminBench;
let configure: ConfigurePolling;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
  configure = new ConfigurePolling({ ...bench.ports, timetable: minutesOfHours });
});

describe("setting a schedule", () => {
  it("makes the link due at the next slot, at the tenant's place in the crowd", async () => {
    const link = await configure.execute(SCHOOL, { frequency: { cron: "9 0" }, maxRetries: 5 });
    const offset = slotOffsetMs(bench.memory.ids, SCHOOL, defaultSchedulePolicy.spreadMs);
    expect(link?.polling).toMatchObject({
      frequency: { cron: "9 0" },
      maxRetries: 5,
      nextPollAt: Date.UTC(2024, 2, 8, 9) + offset,
    });
    expect(bench.state().link).toEqual(link);
  });

  it("switches it off, and on again with what it was", async () => {
    await configure.execute(SCHOOL, { frequency: "daily" });
    const off = await configure.execute(SCHOOL, { enabled: false });
    expect(off?.polling).toMatchObject({ enabled: false, nextPollAt: null, frequency: "daily" });
    const on = await configure.execute(SCHOOL, { enabled: true });
    expect(on?.polling).toMatchObject({ enabled: true, frequency: "daily" });
    expect(on?.polling.nextPollAt).toBeGreaterThan(MORNING);
  });

  it("ends a suspension with one click", async () => {
    bench.polling({ suspendedAt: MORNING, ownFailures: 3, retryCount: 3 });
    const link = await configure.execute(SCHOOL, { enabled: true });
    expect(link?.polling).toMatchObject({ suspendedAt: null, ownFailures: 0, retryCount: 0 });
    expect(link?.polling.nextPollAt).toBe(MORNING);
  });

  it("does nothing where there is no link, or where it was taken away", async () => {
    expect(await configure.execute(OTHER_SCHOOL, { enabled: true })).toBeUndefined();
    await bench.unlink();
    expect(await configure.execute(SCHOOL, { enabled: true })).toBeUndefined();
    expect(bench.state().link.polling.nextPollAt).toBeNull();
  });
});

describe("a schedule is refused, and nothing changes,", () => {
  it.each([
    ["with no attempt at all", { maxRetries: 0 }],
    ["with half an attempt", { maxRetries: 1.5 }],
    ["with eleven attempts", { maxRetries: 11 }],
    ["with attempts that are no number", { maxRetries: Number.NaN }],
    ["with a frequency that nobody knows", { frequency: "fortnightly" as Frequency }],
    ["that never fires", { frequency: { cron: "never" } }],
    ["that fires every minute", { frequency: { cron: "6 0,1" } }],
    ["that fires four minutes apart, around the hour", { frequency: { cron: "6,7 58,2" } }],
  ] as const)("%s", async (_what, settings) => {
    const before = bench.state();
    await expect(configure.execute(SCHOOL, settings)).rejects.toThrow(InvalidInput);
    expect(bench.state()).toEqual(before);
  });

  it.each([
    ["maxRetries: 11 is not a whole number from 1 to 10", { maxRetries: 11 }],
    [
      `frequency: "fortnightly" is not one of 15min, 30min, hourly, daily, weekly, or a cron expression`,
      { frequency: "fortnightly" as Frequency },
    ],
    [`cron: "never" is not a schedule that ever fires`, { frequency: { cron: "never" } }],
    [
      `cron: "6 0,1" is not a schedule that fires at most every five minutes`,
      { frequency: { cron: "6 0,1" } },
    ],
  ] as const)("and a person is told: %s", async (message, settings) => {
    await expect(configure.execute(SCHOOL, settings)).rejects.toThrow(message);
  });

  it("but not for one attempt, nor for ten", async () => {
    for (const maxRetries of [1, 10])
      expect((await configure.execute(SCHOOL, { maxRetries }))?.polling.maxRetries).toBe(maxRetries);
  });

  it("but not for firing once and never again", async () => {
    const once = Date.UTC(2030, 0, 1);
    const timetable: Timetable = {
      next: (_frequency, _zone, after) => (after < once ? once : undefined),
    };
    const patient = new ConfigurePolling({ ...bench.ports, timetable });
    expect((await patient.execute(SCHOOL, { frequency: { cron: "once" } }))?.polling.frequency).toEqual({
      cron: "once",
    });
  });

  it("at whatever time of the day it is looked at", async () => {
    for (let hour = 0; hour < 24; hour++)
      for (const minute of [0, 1, 30, 57, 58, 59]) {
        bench.clock.pass(MORNING + (hour * 60 + minute) * MINUTE + 30_000 - bench.clock.now());
        const tooOften = configure.execute(SCHOOL, { frequency: { cron: "6,7 58,2" } });
        await expect(tooOften, `${hour}:${minute}`).rejects.toThrow("at most every five minutes");
      }
  });

  it("but not one that fires exactly every five minutes", async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour).join();
    const cron = `${hours} 0,5,10,15,20,25,30,35,40,45,50,55`;
    expect((await configure.execute(SCHOOL, { frequency: { cron } }))?.polling.frequency).toEqual({ cron });
  });
});
