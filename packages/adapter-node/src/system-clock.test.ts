import { DAY_MS } from "@attendance-export/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SystemClock } from "./system-clock.ts";

const start = Date.UTC(2026, 2, 2, 8);

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date", "performance", "setTimeout"] });
});
afterEach(() => vi.useRealTimers());

/** Tells whether the sleep is over, at any time. */
const watch = (sleep: Promise<void>): { isOver: boolean } => {
  const watched = { isOver: false };
  void sleep.then(() => {
    watched.isOver = true;
  });
  return watched;
};

describe("SystemClock", () => {
  it("tells the system's time in milliseconds", async () => {
    const clock = new SystemClock();
    expect(clock.now()).toBe(start);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(clock.now()).toBe(start + 1_500);
  });

  it("sleeps no shorter than it was told", async () => {
    const sleep = watch(new SystemClock().sleep(250.5));
    await vi.advanceTimersByTimeAsync(250);
    expect(sleep.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.isOver).toBe(true);
  });

  it("sleeps longer than a timer can be set", async () => {
    const sleep = watch(new SystemClock().sleep(60 * DAY_MS));
    for (let day = 0; day < 60; day += 1) {
      expect(sleep.isOver, `day ${day}`).toBe(false);
      await vi.advanceTimersByTimeAsync(DAY_MS);
    }
    expect(sleep.isOver).toBe(true);
  });

  it("sleeps as long when the system's time is set meanwhile", async () => {
    const sleep = watch(new SystemClock().sleep(1_000));
    vi.setSystemTime(start + DAY_MS);
    await vi.advanceTimersByTimeAsync(999);
    expect(sleep.isOver).toBe(false);
    vi.setSystemTime(start - DAY_MS);
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.isOver).toBe(true);
  });

  it.each([0, -5])("does not sleep for %d ms", async (ms) => {
    await new SystemClock().sleep(ms);
    expect(vi.getTimerCount()).toBe(0);
  });
});
