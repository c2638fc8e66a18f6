import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint, SeenIds } from "./seen-ids.ts";

describe("the ids that were seen", () => {
  it("are remembered, however many there are", () => {
    const seen = new SeenIds();
    for (let number = 0; number < 50_000; number++) expect(seen.add(`record-${number}`)).toBe(true);
    expect(seen.size).toBe(50_000);
    for (let number = 0; number < 50_000; number += 97) {
      expect(seen.has(`record-${number}`)).toBe(true);
      expect(seen.add(`record-${number}`)).toBe(false);
      expect(seen.has(`other-${number}`)).toBe(false);
    }
    expect(seen.size).toBe(50_000);
  });

  it("are told apart like in a set", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (ids) => {
        const seen = new SeenIds();
        const set = new Set<string>();
        for (const id of ids) {
          expect(seen.add(id)).toBe(!set.has(id));
          set.add(id);
        }
        expect(seen.size).toBe(set.size);
        for (const id of ids) expect(seen.has(id)).toBe(true);
      }),
    );
  });

  it("have fingerprints of 53 bits that are never 0", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const print = fingerprint(id);
        expect(Number.isSafeInteger(print) && print > 0).toBe(true);
      }),
    );
  });
});
