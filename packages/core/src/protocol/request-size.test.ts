import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../model/cell.ts";
import { estimateRowBytes } from "./request-size.ts";

/** The JSON of a row as the Sheets API wants it, with the longest field of a number format that there is. */
const requestBytes = (cells: readonly Cell[]): number => {
  const values = cells.map((cell) => {
    if (cell === null) return {};
    if (typeof cell === "string") return { userEnteredValue: { stringValue: cell } };
    if (typeof cell === "boolean") return { userEnteredValue: { boolValue: cell } };
    if (typeof cell === "number") return { userEnteredValue: { numberValue: cell } };
    const number = "date" in cell ? cell.date : cell.dateTime;
    const numberFormat = { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm:ss" };
    return { userEnteredValue: { numberValue: number }, userEnteredFormat: { numberFormat } };
  });
  return new TextEncoder().encode(`${JSON.stringify({ values })},`).length;
};

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom("\ud800", "\udfff", "\u0000", '"', "\\", "é", "字", "\u{1f600}", "x") }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((date) => ({ date })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((dateTime) => ({ dateTime })),
);

describe("the estimate of a row in a request", () => {
  it("is never less than it takes", () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
        expect(estimateRowBytes(cells)).toBeGreaterThanOrEqual(requestBytes(cells));
      }),
      { numRuns: 500 },
    );
  });

  it("is close for plain text, so that batches are not smaller than they need be", () => {
    const cells = Array.from({ length: 8 }, () => "x".repeat(200));
    expect(estimateRowBytes(cells)).toBeLessThan(requestBytes(cells) * 1.1);
  });

  it("counts bytes and not characters", () => {
    const of = (text: string): number => estimateRowBytes([text]) - estimateRowBytes([""]);
    expect(
      ["x", "é", "字", "\u{1f600}", "\ud800", "\u0001", '"', "\\", "\n", "\u007f", "\u07ff"].map(of),
    ).toEqual([1, 2, 3, 12, 6, 6, 2, 2, 6, 1, 2]);
    // Where one length ends and the next begins.
    expect(["\u001f", " ", "\u0080", "\u0800", "\ud7ff", "\udfff", "\ue000"].map(of)).toEqual([
      6, 1, 2, 3, 3, 6, 3,
    ]);
  });

  it("is made of a row, its cells, and what stands in them", () => {
    const row = estimateRowBytes([]);
    expect(row).toBe(16);
    const of = (cell: Cell): number => estimateRowBytes([cell]) - row;
    expect(["", "x", null, true, 1, { date: 1 }, { dateTime: 1.5 }].map(of)).toEqual([
      42, 43, 64, 64, 64, 152, 152,
    ]);
    expect(estimateRowBytes(["x", true])).toBe(16 + 43 + 64);
  });
});
