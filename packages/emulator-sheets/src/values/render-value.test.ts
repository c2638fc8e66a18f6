import { describe, expect, it } from "vitest";
import { localeOf } from "./locale.ts";
import { renderValue } from "./render-value.ts";
import { serialNow, serialOf } from "./serial-date.ts";

const us = localeOf("en_US");
const german = localeOf("de_DE");
const number = (value: number, pattern: string, locale = us): string =>
  renderValue(value, { type: "NUMBER", pattern }, locale);
const date = (value: number, pattern: string): string =>
  renderValue(value, { type: "DATE_TIME", pattern }, us);

describe("a number without a format", () => {
  it.each([
    [42, "42"],
    [0.12, "0.12"],
    [1 / 1_024, "0.0009765625"],
    [1 / 3, "0.3333333333"],
    [-1.5, "-1.5"],
    [123_456_789.123, "123456789.1"],
    [0.1 + 0.2, "0.3"],
    [1e21, "1E+21"],
    [0, "0"],
  ])("%d is shown as %s", (value, text) => {
    expect(renderValue(value, undefined, us)).toBe(text);
  });

  it("has the locale's comma", () => {
    expect(renderValue(1.5, undefined, german)).toBe("1,5");
  });
});

describe("a number with a pattern", () => {
  it.each([
    [2_000_000.01, "#,##0.00", "2,000,000.01"],
    [42, "0000", "0042"],
    [0.5, "0%", "50%"],
    [0.125, "0.0%", "12.5%"],
    [-5, '"$"#,##0.00', "-$5.00"],
    [-5, "0.00;(0.00)", "(5.00)"],
    [0, '0;-0;"none"', "none"],
    [1.5, "0.###", "1.5"],
    [12_345, "0.00E+00", "1.23E+04"],
    [7, '0 "kg"', "7 kg"],
  ])("%d as %s is %s", (value, pattern, text) => {
    expect(number(value, pattern)).toBe(text);
  });

  it("has the locale's separators", () => {
    expect(number(1_234.5, "#,##0.00", german)).toBe("1.234,50");
  });
});

describe("a date", () => {
  const noon = serialOf(2024, 3, 5, 12 * 3_600_000 + 4 * 60_000 + 9_000);
  it.each([
    ["yyyy-mm-dd hh:mm", "2024-03-05 12:04"],
    ["d/m/yy", "5/3/24"],
    ["ddd, d mmm yyyy", "Tue, 5 Mar 2024"],
    ["dddd mmmm", "Tuesday March"],
    ["h:mm:ss am/pm", "12:04:09 PM"],
    ["mm:ss", "04:09"],
    ['yyyy"T"hh', "2024T12"],
    ["[h]:mm", "1088556:04"],
  ])("as %s is %s", (pattern, text) => {
    expect(date(noon, pattern)).toBe(text);
  });

  it("counts from the last day but one of 1899, where noon of 1900-01-01 is 2.5", () => {
    expect(serialOf(1900, 1, 1, 43_200_000)).toBe(2.5);
    expect(date(2.5, "yyyy-mm-dd hh:mm")).toBe("1900-01-01 12:00");
    expect(serialOf(2020, 1, 1)).toBe(43_831);
  });

  it("has the locale's short form when its format has no pattern", () => {
    expect(renderValue(43_832, { type: "DATE" }, us)).toBe("1/2/2020");
    expect(renderValue(43_832, { type: "DATE" }, german)).toBe("02.01.2020");
  });
});

describe("the present", () => {
  it("is what a clock in the spreadsheet's zone shows", () => {
    const instant = Date.UTC(2026, 6, 1, 12);
    expect(serialNow(instant, "America/Denver")).toBe(serialOf(2026, 7, 1, 6 * 3_600_000));
    expect(serialNow(instant, "Nowhere/Land")).toBe(serialOf(2026, 7, 1, 12 * 3_600_000));
  });
});

it("shows booleans in capitals and texts as they are", () => {
  expect([renderValue(true, undefined, us), renderValue("=1", undefined, us)]).toEqual(["TRUE", "=1"]);
});
