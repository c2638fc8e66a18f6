import { describe, expect, it } from "vitest";
import { Grid } from "../grid/grid.ts";
import { MemoryChunkStore } from "../grid/memory-chunk-store.ts";
import { blankSheet, type Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { serialOf } from "../values/serial-date.ts";
import { FormulaError, shownError } from "./formula-value.ts";
import { SpreadsheetValues } from "./spreadsheet-values.ts";

const store = new MemoryChunkStore();
const now = Date.UTC(2026, 0, 5, 12);

/** A tab of numbers in A1:C2, a text in A3, and the formula in A4. */
function evaluated(formula: string): unknown {
  const rows = [[1, 2, 3], [10, 20, 30], ["x"], [{ formula }]];
  const sheet = blankSheet({ sheetId: 0, title: "Data" }, new Grid(store, 10, 5, [store.put(rows)]));
  const other = blankSheet(
    { sheetId: 1, title: "Bob's" },
    new Grid(store, 10, 5, [store.put([[{ formula: "=Data!C2" }]])]),
  );
  const spreadsheet: Spreadsheet = {
    properties: { title: "", locale: "en_US", timeZone: "UTC", autoRecalc: "ON_CHANGE" },
    sheets: [sheet, other],
    namedRanges: [{ namedRangeId: "1", name: "tens", range: { startRowIndex: 1, endRowIndex: 2 } }],
    metadata: [],
  };
  const value = new SpreadsheetValues(spreadsheet, now).of(sheet, 3, 0, sheet.grid.row(3)[0]);
  return value instanceof FormulaError ? shownError(value) : value;
}

describe("a formula", () => {
  it.each([
    ["=4/2", 2],
    ["= 1 / 1024", 1 / 1_024],
    ["=1+2*3^2-4", 15],
    ["=-2^2", 4],
    ["=(1+2)*3%", 0.09],
    ["=sum(A1:C2)", 66],
    ["=SUM(A1:C1, B2)", 26],
    ["=SUM($A$1:A2)", 11],
    ["=SUM(A:A)-SUM(A1:A3)", "#REF!"],
    ["=sum(B1:B)", 22],
    ["=Data!B2", 20],
    ["='Bob''s'!A1", 30],
    ["=SUM(tens)", 60],
    ['="a" & "b""c" & 1', 'ab"c1'],
    ["=A1=1", true],
    ['="A"="a"', true],
    ["=A1<>A2", true],
    ['=IF(A1>0, "yes", "no")', "yes"],
    ["=AVERAGE(A1:C1)", 2],
    ["=MAX(A1:C2)-MIN(A1:C2)", 29],
    ["=COUNT(A1:C3)", 6],
    ["=COUNTA(A1:C3)", 7],
    ["=ROUND(2.345, 2)", 2.35],
    ["=LEN(CONCATENATE(A3, B1))", 2],
    ["=NOW()", serialOf(2026, 1, 5, 43_200_000)],
    ["=TODAY()", serialOf(2026, 1, 5)],
    ["=1/0", "#DIV/0!"],
    ["=A3+1", "#VALUE!"],
    ["=A4", "#REF!"],
    ["=Nowhere!A1", "#REF!"],
    ["=VLOOKUP(1, A1:B2, 2)", "#NAME?"],
    ["=nobody", "#NAME?"],
    ["=1+", "#ERROR!"],
    ["=SUM(1", "#ERROR!"],
    ["=#", "#ERROR!"],
  ])("%s comes to %j", (formula, value) => {
    expect(evaluated(formula)).toEqual(value);
  });
});
