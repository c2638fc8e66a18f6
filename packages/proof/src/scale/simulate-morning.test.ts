import { describe, expect, it } from "vitest";
import { openStores } from "../months/stores.ts";
import { onPaper } from "./scale-page.ts";
import { simulateMorning } from "./simulate-morning.ts";

describe("everybody's six o'clock", () => {
  const morning = async (tenants: number, quota: number, maxAsked: number) => {
    const stores = openStores("memory");
    try {
      return await simulateMorning({ stores, tenants, quota, maxAsked });
    } finally {
      stores.close();
    }
  };

  it("is worked off in the order of the slots, within the quota, as fast as paper says", async () => {
    const { asked, minutes } = onPaper(2_500);
    const { lastMinute, refused, inOrder, exported, mostWritesInAMinute } = await morning(2_500, 300, asked);
    expect({ refused, inOrder, exported }).toEqual({ refused: 0, inOrder: true, exported: 2_500 });
    expect(mostWritesInAMinute).toBeLessThanOrEqual(240);
    expect(Math.abs(lastMinute - minutes)).toBeLessThanOrEqual(1);
  }, 30_000);

  it("meets the quota where more is asked for than Google lets through, and loses nothing", async () => {
    const { refused, exported, lastMinute } = await morning(600, 30, 240);
    expect(refused).toBeGreaterThan(0);
    expect(exported).toBe(600);
    expect(lastMinute).toBeGreaterThanOrEqual(20);
  }, 30_000);

  it("needs a quota of 2,084 writes a minute for a hundred thousand tenants within the hour", () => {
    expect(onPaper(100_000)).toMatchObject({ quotaForAnHour: 2_084, askedForAnHour: 1_667 });
    expect(Math.ceil(onPaper(100_000).minutes)).toBe(417);
  });
});
