import { describe, expect, it } from "vitest";
import { byCodePoint } from "../../model/code-point-order.ts";
import { nearMissIds, nearMissTenants, shuffled } from "./near-misses.ts";

const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

describe("the near misses", () => {
  it("stand in code point order, which is the order of their UTF-8 bytes", () => {
    expect([...nearMissIds].sort(byUtf8)).toEqual(nearMissIds);
    expect([...nearMissTenants].sort(byUtf8)).toEqual(nearMissTenants);
    expect([...nearMissIds].sort(byCodePoint)).toEqual(nearMissIds);
  });

  it("catch an order by UTF-16 units, by letter case and by locale", () => {
    expect([...nearMissIds].sort()).not.toEqual(nearMissIds);
    expect(
      [...nearMissIds].sort((left, right) => byUtf8(left.toLowerCase(), right.toLowerCase())),
    ).not.toEqual(nearMissIds);
    expect([...nearMissIds].sort(new Intl.Collator("en").compare)).not.toEqual(nearMissIds);
  });

  it("hold pairs that only a normalisation or a case folding joins", () => {
    expect(new Set(nearMissIds).size).toBe(nearMissIds.length);
    expect(new Set(nearMissIds.map((id) => id.normalize("NFC"))).size).toBeLessThan(nearMissIds.length);
    expect(new Set(nearMissIds.map((id) => id.toLowerCase())).size).toBeLessThan(nearMissIds.length);
  });

  it("are planted in an order that is not theirs", () => {
    expect(shuffled(nearMissIds)).not.toEqual(nearMissIds);
    expect([...shuffled(nearMissIds)].sort(byUtf8)).toEqual(nearMissIds);
  });
});
