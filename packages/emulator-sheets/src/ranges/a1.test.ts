import { describe, expect, it } from "vitest";
import { columnName, parseCells, rangeText, splitRange } from "./a1.ts";
import { areaOf } from "./grid-range.ts";
import { resolveRange } from "./resolve-range.ts";

const grid = { rowCount: 1_000, columnCount: 26 };
const shown = (text: string): string | undefined => {
  const range = parseCells(text);
  return range === undefined ? undefined : rangeText("T", areaOf(range, grid)).slice(2);
};

describe("cells", () => {
  it.each([
    ["A1", "A1"],
    ["$b$3", "B3"],
    ["A1:A1", "A1"],
    ["D4:A1", "A1:D4"],
    ["A:C", "A1:C1000"],
    ["2:4", "A2:Z4"],
    ["A2:2", "A2:Z2"],
    ["A2:C", "A2:C1000"],
    ["R1", "R1"],
    ["R1:R2", "R1:R2"],
    ["R2C3", "C2"],
    ["r01c01", "A1"],
    ["R[1]C[1]", "B2"],
    ["R1C1:R[2]C[2]", "A1:C3"],
    ["R1C1:R2", "A1:Z2"],
    ["R1C1:C2", "A1:B1000"],
    ["R1C", "A1"],
    ["RC", "A1"],
    ["R", "A1"],
    ["C", "A1"],
    ["R[1]", "A2:Z2"],
  ])("%s are %s", (text, range) => {
    expect(shown(text)).toBe(range);
  });

  it.each(["", "A", "1", "A0", "R0C1", "R[-1]C1", "A1:R2C2", "R1C1:B2", "A1:B2:C3", "AAAA1", "x y"])(
    "%j are none",
    (text) => {
      expect(parseCells(text)).toBeUndefined();
    },
  );

  it("have columns of one to three letters", () => {
    expect([0, 25, 26, 701, 702, 18_277].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "ZZZ"]);
  });
});

describe("a title in a reply", () => {
  it.each([
    ["Sales", "Sales"],
    ["Sheet_1", "Sheet_1"],
    ["x.y", "x.y"],
    ["Sales2", "Sales2"],
    ["TRUE", "TRUE"],
    ["Probe Tab", "'Probe Tab'"],
    ["A1", "'A1'"],
    ["ABC1234", "'ABC1234'"],
    ["R1C1", "'R1C1'"],
    ["2026", "'2026'"],
    ["Ünï", "'Ünï'"],
    ["a-b", "'a-b'"],
    ["It's", "'It''s'"],
  ])("%s is written %s", (title, written) => {
    expect(rangeText(title, areaOf({ endRowIndex: 1, endColumnIndex: 1 }, grid))).toBe(`${written}!A1`);
  });
});

describe("a range", () => {
  it("is split at the last mark, or where the quotes end", () => {
    expect(splitRange("'Bob''s!'!A1")).toEqual({ title: "Bob's!", cells: "A1" });
    expect(splitRange("a!b!A1")).toEqual({ title: "a!b", cells: "A1" });
    expect(splitRange("'A1'")).toEqual({ title: "A1", cells: undefined });
  });

  it("that is a bare word is a named range, then cells, then a tab", () => {
    const sheets = ["First", "LOG1", "Tab"].map((title, sheetId) => ({
      properties: { sheetId, title },
      grid,
    }));
    const namedRanges = [{ name: "Tab", range: { sheetId: 1 } }];
    const title = (text: string) => resolveRange(text, { sheets, namedRanges }).sheet.properties.title;
    expect(["Tab", "'Tab'", "log1", "'log1'", "RC", "first"].map(title)).toEqual([
      "LOG1",
      "Tab",
      "First",
      "LOG1",
      "First",
      "First",
    ]);
    expect(() => title("nobody")).toThrow("Unable to parse range: nobody");
    expect(() => title("'A1'")).toThrow("Unable to parse range: 'A1'");
  });
});
