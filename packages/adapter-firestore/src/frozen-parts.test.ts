import { createHash } from "node:crypto";
import { type FrozenRow, PortFailure, recordId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { frozenParts, rowsIn } from "./frozen-parts.ts";

/** Text that nothing compresses much; the same for the same seed. */
const noise = (length: number, seed: string): string =>
  createHash("shake256", { outputLength: Math.ceil(length * 0.75) })
    .update(seed)
    .digest("base64url")
    .slice(0, length);

const noisyRows = (count: number, length: number): readonly FrozenRow[] =>
  Array.from({ length: count }, (_, index) => ({
    recordId: recordId(`r-${index}`),
    revision: 1,
    cells: [
      noise(length, String(index)),
      "Zoë \u{1f469}\u200d\u{1f3eb} \ud83d",
      null,
      { dateTime: 46_083.5 },
    ],
  }));

describe("frozen rows in parts", () => {
  it.each([
    [0, 0],
    [1, 10],
    [40, 40_000],
    [1, 2_000_000],
  ])("come back equal: %i rows of %i characters", (count, length) => {
    const rows = noisyRows(count, length);
    expect(rowsIn(frozenParts(rows))).toEqual(rows);
  });

  it("have at most 700,000 bytes each, even of one row that is larger than a document", () => {
    const parts = frozenParts(noisyRows(1, 2_000_000));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(700_000);
    expect(frozenParts([]).length).toBe(1);
  });

  it("are refused where they fit no commit, in words that say what to change", () => {
    const attempt = (): unknown => frozenParts(noisyRows(1, 13_000_000));
    expect(attempt).toThrow(PortFailure);
    expect(attempt).toThrow("Lower maxRequestBytes or maxRows");
  });
});
