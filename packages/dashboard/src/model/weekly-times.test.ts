import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequencyWords } from "./frequency-words.ts";
import { cronOf, WEEK, type Weekday, weeklyTimeOf, weeklyTimeWords } from "./weekly-times.ts";

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const days = fc.subarray([...WEEK], { minLength: 1 });

describe("certain days at a certain time", () => {
  it("come back from their cron expression as they were", () => {
    fc.assert(
      fc.property(days, times, (chosen, time) => {
        expect(weeklyTimeOf(cronOf({ days: chosen, time }))).toEqual({ days: chosen, time });
      }),
    );
  });

  it.each([
    [[1, 2, 3, 4, 5], "06:00", "0 6 * * 1-5", "Monday to Friday at 06:00"],
    [[1, 4], "18:30", "30 18 * * 1,4", "Monday and Thursday at 18:30"],
    [[6, 0], "09:05", "5 9 * * 0,6", "Saturday and Sunday at 09:05"],
    [WEEK, "00:00", "0 0 * * *", "Every day at 00:00"],
    [[1, 3, 5], "07:00", "0 7 * * 1,3,5", "Mondays, Wednesdays and Fridays at 07:00"],
    [[2], "07:00", "0 7 * * 2", "Tuesday at 07:00"],
  ] as const)("of %j at %s are %s, and read %s", (chosen, time, cron, words) => {
    const weekly = { days: chosen as readonly Weekday[], time };
    expect(cronOf(weekly)).toBe(cron);
    expect(weeklyTimeWords(weekly)).toBe(words);
    expect(frequencyWords({ cron })).toBe(words);
  });

  it.each([
    "*/5 * * * *",
    "0 6 1 * *",
    "0 6,18 * * 1-5",
    "0 25 * * 1",
    "61 6 * * 1",
    "0 6 * * 9",
    "nonsense",
    "",
  ])("are not what %s says, which is shown as it is", (cron) => {
    expect(weeklyTimeOf(cron)).toBeUndefined();
    expect(frequencyWords({ cron })).toBe(`Cron ${cron}`);
  });

  it("take Sunday as 0 and as 7", () => {
    expect(weeklyTimeOf("0 6 * * 7")).toEqual({ days: [0], time: "06:00" });
    expect(weeklyTimeOf("0 6 * * 5-7")).toEqual({ days: [5, 6, 0], time: "06:00" });
  });
});
