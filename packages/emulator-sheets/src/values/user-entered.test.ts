import { describe, expect, it } from "vitest";
import { type Cell, isRich } from "../grid/cell.ts";
import { rawCell, userEnteredCell } from "./entered-cell.ts";
import { localeOf } from "./locale.ts";

const american = { locale: localeOf("en_US"), titles: ["Log"] };
const typed = (text: string, locale = "en_US"): Cell =>
  userEnteredCell(null, text, { locale: localeOf(locale), titles: ["Log"] });
const patternOf = (cell: Cell): string | undefined =>
  isRich(cell) ? cell.format?.numberFormat?.pattern : undefined;
const contentOf = (cell: Cell): unknown => (isRich(cell) ? (cell.formula ?? cell.value) : cell);

describe("a text that is typed into a cell", () => {
  it.each([
    ["0042", 42, undefined],
    ["-5", -5, undefined],
    ["(5)", -5, undefined],
    [" 7 ", 7, undefined],
    [".5", 0.5, undefined],
    ["2,000,000.01", 2_000_000.01, "#,##0.00"],
    ["1,000", 1_000, "#,##0"],
    ["50%", 0.5, "0%"],
    ["12.5 %", 0.125, "0.00%"],
    ["$5", 5, '"$"#,##0'],
    ["1e3", 1_000, "0.00E+00"],
    ["TRUE", true, undefined],
    ["false", false, undefined],
    ["2020-01-01", 43_831, "yyyy-mm-dd"],
    ["1/2/2020", 43_832, "M/d/yyyy"],
    ["1/2/20", 43_832, "M/d/yyyy"],
    ["2020-01-01 12:00", 43_831.5, "yyyy-mm-dd h:mm:ss"],
    ["12:00", 0.5, "h:mm"],
    ["6:00 PM", 0.75, "h:mm am/pm"],
    ["=1+1", "=1+1", undefined],
    ["=log!a1:a1+1", "=Log!A1+1", undefined],
    ["'=1", "=1", undefined],
    ["'0042", "0042", undefined],
  ])("%j becomes %j", (text, value, pattern) => {
    expect(contentOf(typed(text))).toBe(value);
    expect(patternOf(typed(text))).toBe(pattern);
  });

  it.each(["1,00", "3_1_0", "2020-02-30", "13/13/2020", "25:61", "1.2.3.4", "=", "A-1", "10 Uhr", "0x10"])(
    "%j stays a text",
    (text) => {
      expect(typed(text)).toBe(text);
    },
  );

  it("is read as the spreadsheet's locale reads it", () => {
    expect(contentOf(typed("3,5", "de_DE"))).toBe(3.5);
    expect(contentOf(typed("1.000,5", "de_DE"))).toBe(1_000.5);
    expect(typed("3.5.x", "de_DE")).toBe("3.5.x");
    expect(contentOf(typed("1\u202f000,5", "fr_FR"))).toBe(1_000.5);
    expect(contentOf(typed("2/1/2020", "fr_FR"))).toBe(43_832);
    expect(contentOf(typed("02.01.2020", "de_DE"))).toBe(43_832);
    expect(contentOf(typed("2020/1/2", "ja_JP"))).toBe(43_832);
  });

  it("stays a text in a cell that is formatted as plain text, and keeps the format that a cell has", () => {
    const plain: Cell = { format: { numberFormat: { type: "TEXT" } } };
    expect(contentOf(userEnteredCell(plain, "0042", american))).toBe("0042");
    const percent: Cell = { format: { numberFormat: { type: "PERCENT", pattern: "0%" } } };
    expect(patternOf(userEnteredCell(percent, "2020-01-01", american))).toBe("0%");
  });
});

describe("a RAW value", () => {
  it.each(["=1+1", "0042", "'x", "2020-01-01", "TRUE", "+1", "@a", " 7 "])("%j stays as it is", (text) => {
    expect(rawCell(null, text)).toBe(text);
  });

  it("empties the cell when it is the empty text, and leaves its format", () => {
    expect(rawCell("x", "")).toBeNull();
    const dated: Cell = { value: 1, format: { numberFormat: { type: "DATE" } } };
    expect(rawCell(dated, "")).toEqual({ format: { numberFormat: { type: "DATE" } } });
  });
});
