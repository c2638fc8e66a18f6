import fc from "fast-check";
import { expect, it } from "vitest";
import { pauseBefore } from "./back-off.ts";

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it("waits at least half a second and at most half a minute, however often it was in vain", () => {
  fc.assert(
    fc.property(fc.nat(100_000), chance, (attempt, drawn) => {
      expect(pauseBefore(attempt, drawn)).toBeGreaterThanOrEqual(500);
      expect(pauseBefore(attempt, drawn)).toBeLessThanOrEqual(30_000);
    }),
  );
});

it("waits twice as long each time, and draws the moment, so that pages do not come back together", () => {
  expect([0, 1, 2, 3, 4, 5].map((attempt) => pauseBefore(attempt, 0.999_999))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000,
  ]);
  expect(pauseBefore(3, 0)).toBe(4_000);
});
