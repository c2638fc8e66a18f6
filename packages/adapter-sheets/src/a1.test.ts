import { describe, expect, it } from "vitest";
import { columnName, quotedTitle } from "./a1.ts";

describe("a range", () => {
  it("names columns as people see them", () => {
    expect([1, 2, 26, 27, 52, 53, 702, 703, 18_278].map(columnName)).toEqual([
      "A",
      "B",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
      "ZZZ",
    ]);
  });

  it("quotes every title and doubles the quotes in it", () => {
    expect(["Sheet1", "A1", "It's 'mine'"].map(quotedTitle)).toEqual([
      "'Sheet1'",
      "'A1'",
      "'It''s ''mine'''",
    ]);
  });
});
