import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { longestWaits, noWaits, seededIds } from "../test/seeded-ids.ts";
import { backOffMs } from "./back-off.ts";
import { defaultResiliencePolicy } from "./policy.ts";

const policy = defaultResiliencePolicy.backOff;
const SAMPLES = 10_000;

const sample = (retry: number): readonly number[] => {
  const ids = seededIds(20_260_921 + retry);
  return Array.from({ length: SAMPLES }, () => backOffMs(retry, undefined, policy, ids));
};

describe("back-off", () => {
  it("doubles its upper bound with every retry, up to the cap", () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((retry) =>
      backOffMs(retry, undefined, policy, longestWaits),
    );
    assert.deepEqual(bounds, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 64_000, 64_000]);
  });

  it.each([0, 3, 6, 20])("spreads retry %i evenly from nothing to its bound", (retry) => {
    const bound = Math.min(64_000, 1_000 * 2 ** retry);
    const waits = sample(retry);
    assert.ok(waits.every((wait) => Number.isInteger(wait) && wait >= 0 && wait <= bound));
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const wait of waits) {
      const tenth = Math.min(9, Math.floor((wait / (bound + 1)) * 10));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    const even = SAMPLES / 10;
    const chiSquare = tenths.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
    // Nine degrees of freedom: an even spread exceeds this once in a thousand seeds, and these are four fixed ones.
    assert.ok(chiSquare < 27.88, `χ² = ${chiSquare}`);
  });

  it("may be no wait at all", () => {
    assert.equal(backOffMs(4, undefined, policy, noWaits), 0);
  });

  it("keeps two processes apart that failed at the same moment", () => {
    const [first, second] = [seededIds(1), seededIds(2)];
    const pairs = Array.from({ length: 1_000 }, (): [number, number] => [
      backOffMs(5, undefined, policy, first),
      backOffMs(5, undefined, policy, second),
    ]);
    const meetings = pairs.filter(([one, other]) => Math.abs(one - other) < 100).length;
    // 100 ms to either side of a uniform 32 s: 0.6 % of the time.
    assert.ok(meetings < 20, `${meetings} of 1000 within 100 ms`);
  });

  it("waits at least as long as the service asked", () => {
    assert.equal(backOffMs(0, 45_000, policy, noWaits), 45_000);
    assert.equal(backOffMs(0, 45_000, policy, longestWaits), 45_000);
  });

  it("waits longer than the service asked when jitter says so", () => {
    assert.equal(backOffMs(4, 500, policy, longestWaits), 16_000);
  });
});
