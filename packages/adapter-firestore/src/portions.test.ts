import { describe, expect, it } from "vitest";
import { portions } from "./portions.ts";

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe("portions of a commit", () => {
  it("hold all items in their order, 500 at most", () => {
    const parts = portions(numbers(1_201));
    expect(parts.map((part) => part.length)).toEqual([500, 500, 201]);
    expect(parts.flat()).toEqual(numbers(1_201));
    expect(portions([])).toEqual([]);
  });

  it("stay below 3 MB, but for an item that is larger alone", () => {
    const sizes = [1_000_000, 1_000_000, 1_000_000, 1, 4_000_000, 1, 2_999_999];
    expect(portions(sizes, (size) => size)).toEqual([
      [1_000_000, 1_000_000, 1_000_000],
      [1],
      [4_000_000],
      [1, 2_999_999],
    ]);
  });
});
