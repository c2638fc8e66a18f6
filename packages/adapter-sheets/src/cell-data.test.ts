import { type Cell, estimateRowBytes } from "@attendance-export/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellData, isUnfit, rowData } from "./cell-data.ts";

const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("\u0000", "\n", '"', "\\", "é", "\u2028", "€", "👩", "\ud800", "\udc00", "a"),
  }),
  finite,
  fc.boolean(),
  fc.constant(null),
  finite.map((date) => ({ date })),
  finite.map((dateTime) => ({ dateTime })),
);

describe("a cell on its way to Google", () => {
  it("is never a formula, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        for (const cell of [text, `=${text}`, `+${text}`, `'${text}`])
          expect(cellData(cell)).toEqual({ userEnteredValue: { stringValue: cell } });
      }),
    );
  });

  it("keeps numbers and booleans what they are", () => {
    expect(cellData(0)).toEqual({ userEnteredValue: { numberValue: 0 } });
    expect(cellData(false)).toEqual({ userEnteredValue: { boolValue: false } });
  });

  it("shows a day as a day and a time as a time", () => {
    expect(cellData({ date: 46_023 })).toEqual({
      userEnteredValue: { numberValue: 46_023 },
      userEnteredFormat: { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } },
    });
    expect(cellData({ dateTime: 46_023.375 })).toEqual({
      userEnteredValue: { numberValue: 46_023.375 },
      userEnteredFormat: { numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm" } },
    });
  });

  it("is empty where there is nothing to write", () => {
    expect([null, ""].map(cellData)).toEqual([{}, {}]);
  });

  it("stands in its row in order", () => {
    expect(rowData(["a", null, 1])).toEqual({
      values: [{ userEnteredValue: { stringValue: "a" } }, {}, { userEnteredValue: { numberValue: 1 } }],
    });
  });

  it("is unfit where JSON has no number for it", () => {
    const unfit = [Number.NaN, Infinity, -Infinity, { date: Number.NaN }, { dateTime: Infinity }];
    expect(unfit.map(isUnfit)).toEqual(unfit.map(() => true));
    expect([0, -1e300, null, "NaN", true, { date: 1 }].map(isUnfit)).toEqual(Array(6).fill(false));
  });

  it("never takes more bytes than the core has reckoned with", () => {
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 12 }), (cells) => {
        // The comma between two rows is part of what a row costs.
        expect(bytes(rowData(cells)) + 1).toBeLessThanOrEqual(estimateRowBytes(cells));
      }),
      { numRuns: 2_000 },
    );
  });
});
