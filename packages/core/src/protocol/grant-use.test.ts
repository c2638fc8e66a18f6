import { describe, expect, it } from "vitest";
import { NOW } from "../../test/link-state.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import { tenantId } from "../model/ids.ts";
import { DAY_MS } from "../model/time.ts";
import { grantWantsUse } from "./grant-use.ts";
import { slotOffsetMs } from "./schedule.ts";

const ids = new SeededIds("grant");
const EVERY = 30 * DAY_MS;
const wants = (name: string, lastSyncTimestamp: number | null, now: number): boolean =>
  grantWantsUse(ids, { tenantId: tenantId(name), lastSyncTimestamp }, now, EVERY);

/** The days on which a tenant with a good run a day looks. */
const daysOf = (name: string, days: number): readonly number[] =>
  Array.from({ length: days }, (_, day) => day + 1).filter((day) =>
    wants(name, NOW + (day - 1) * DAY_MS, NOW + day * DAY_MS),
  );

describe("a grant", () => {
  it("is used once in thirty days by a tenant that exports nothing", () => {
    const days = daysOf("tenant-1", 360);
    expect(days).toHaveLength(12);
    for (const [index, day] of days.entries()) expect(day).toBe((days[0] ?? 0) + 30 * index);
  });

  it("is used by different tenants on different days", () => {
    const first = Array.from({ length: 300 }, (_, index) => daysOf(`tenant-${index}`, 30)[0]);
    const onOneDay = Math.max(...first.map((day) => first.filter((other) => other === day).length));
    expect(onOneDay).toBeLessThan(30);
  });

  it("is used at the tenant's own place in the stretch, to the millisecond", () => {
    const begins = 20_000 * EVERY + slotOffsetMs(ids, tenantId("tenant-1"), EVERY);
    expect(wants("tenant-1", begins - 1, begins)).toBe(true);
    expect(wants("tenant-1", begins, begins + EVERY - 1)).toBe(false);
  });

  it("is looked at again until a run is good", () => {
    const [day = 0] = daysOf("tenant-1", 30);
    const lastGood = NOW + (day - 1) * DAY_MS;
    for (const later of [day, day + 1, day + 40])
      expect(wants("tenant-1", lastGood, NOW + later * DAY_MS)).toBe(true);
  });

  it("has just been used where no run was good yet", () => {
    expect(wants("tenant-1", null, NOW + 400 * DAY_MS)).toBe(false);
  });
});
