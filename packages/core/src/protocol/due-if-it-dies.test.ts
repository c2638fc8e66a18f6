import { describe, expect, it } from "vitest";
import { defaultPolling, type Polling } from "../model/polling.ts";
import { DAY_MS } from "../model/time.ts";
import { dueIfItDies, defaultSchedulePolicy as policy } from "./schedule.ts";

const NOW = Date.UTC(2024, 2, 8, 6);
const MINUTE = 60_000;
const SLOT = NOW + 60 * MINUTE;

describe("a run that dies", () => {
  const link = (wanted: Partial<Polling> = {}) => ({ polling: { ...defaultPolling(NOW), ...wanted } });

  it("is asked for again within a quarter of an hour, not at the next weekly slot", () => {
    expect(dueIfItDies(link(), NOW + 7 * DAY_MS, NOW, policy)).toBe(NOW + 15 * MINUTE);
    expect(dueIfItDies(link(), NOW + 2 * MINUTE, NOW, policy)).toBe(NOW + 2 * MINUTE);
    expect(dueIfItDies(link(), null, NOW, policy)).toBe(NOW + 15 * MINUTE);
  });

  it("is tried once a day where the schedule rests, and not at all where it is off", () => {
    expect(dueIfItDies(link({ suspendedAt: NOW - 5 }), SLOT, NOW, policy)).toBe(NOW + DAY_MS);
    expect(dueIfItDies(link({ enabled: false }), null, NOW, policy)).toBeNull();
  });
});
