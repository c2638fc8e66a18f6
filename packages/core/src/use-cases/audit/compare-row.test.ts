import { describe, expect, it } from "vitest";
import { compareRow } from "./compare-row.ts";

const altered = (
  expected: Parameters<typeof compareRow>[0][number],
  found: string | number | boolean | null,
) => compareRow([expected], [found], ["Header"]).length > 0;

describe("a cell", () => {
  it("that was written empty is empty, also where the sheet says so with a text", () => {
    expect([altered(null, null), altered(null, ""), altered(null, "x"), altered(null, 0)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("that holds a moment is the same number, to a tenth of a second", () => {
    expect(altered({ date: 45_359 }, 45_359)).toBe(false);
    expect(altered({ dateTime: 45_359.25 }, 45_359.250_000_9)).toBe(false);
    expect(altered({ dateTime: 0 }, 1e-6)).toBe(true);
    expect(altered({ date: 45_359 }, "45359")).toBe(true);
    expect(altered({ date: 0 }, null)).toBe(true);
  });

  it("is named by its header, or by its place where the header is missing", () => {
    expect(compareRow(["a", "b"], ["a"], ["Record"])).toEqual([
      { header: "column 2", expected: "b", found: null },
    ]);
    expect(compareRow(["a"], ["b"], ["Record"])).toEqual([{ header: "Record", expected: "a", found: "b" }]);
  });
});
