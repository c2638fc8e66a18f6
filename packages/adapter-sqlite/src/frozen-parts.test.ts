import { type FrozenRow, recordId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { frozenParts } from "./frozen-parts.ts";

const rowOf = (index: number, length: number, character = "x"): FrozenRow => ({
  recordId: recordId(`r-${index}`),
  revision: 1,
  cells: [character.repeat(length)],
});

const bytes = (text: string): number => Buffer.byteLength(text);
const together = (parts: readonly string[]): unknown => parts.flatMap((part) => JSON.parse(part));

describe("frozenParts", () => {
  it("makes no part of no rows, and one of a few", () => {
    expect(frozenParts([])).toEqual([]);
    expect(frozenParts([rowOf(1, 3)])).toEqual([JSON.stringify([rowOf(1, 3)])]);
  });

  it.each(["x", "é", "\u{1f600}", "\ud83d", '"'])(
    "keeps every part of rows of %j within 700,000 bytes",
    (character) => {
      const rows = Array.from({ length: 300 }, (_, index) => rowOf(index, 4_000, character));
      const parts = frozenParts(rows);
      expect(Math.max(...parts.map(bytes))).toBeLessThanOrEqual(700_000);
      expect(parts.length).toBeLessThanOrEqual(Math.ceil(bytes(JSON.stringify(rows)) / 600_000));
      expect(together(parts)).toEqual(rows);
    },
  );

  it("gives a row that is larger than a part one of its own", () => {
    const rows = [rowOf(1, 10), rowOf(2, 800_000), rowOf(3, 10)];
    expect(frozenParts(rows).map((part) => JSON.parse(part).length)).toEqual([1, 1, 1]);
    expect(together(frozenParts(rows))).toEqual(rows);
  });
});
