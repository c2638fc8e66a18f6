import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReceiptOf, readMark, rowsMark, voidMark } from "./receipt-mark.ts";

const BASE64URL = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
const text = (length: number) =>
  fc.string({ unit: fc.constantFrom(...BASE64URL), minLength: length, maxLength: length });
const tag = fc.tuple(text(6), text(12)).map(([fingerprint, batch]) => fingerprint + batch);

describe("a mark under a batch's receipt id", () => {
  it("is rows or void where it is the batch's own", () => {
    fc.assert(
      fc.property(tag, (own) => {
        const receipt = { id: 1, tag: own };
        expect([readMark(receipt, rowsMark(receipt)), readMark(receipt, voidMark(receipt))]).toEqual([
          "rows",
          "void",
        ]);
      }),
    );
  });

  it("is ours exactly where another batch of the link made it", () => {
    fc.assert(
      fc.property(text(6), text(6), text(12), text(12), fc.boolean(), (mine, theirs, a, b, isVoid) => {
        fc.pre(a !== b);
        const other = { id: 1, tag: theirs + b };
        const mark = isVoid ? voidMark(other) : rowsMark(other);
        expect(readMark({ id: 1, tag: mine + a }, mark)).toBe(mine === theirs ? "ours" : "foreign");
        expect(readMark({ id: 1, tag: theirs + a }, mark)).toBe("ours");
      }),
    );
  });

  it("is foreign where only its end or its key is like ours", () => {
    const receipt = { id: 1, tag: "vABCDE000000000001" };
    expect(readMark(receipt, { key: "ae", value: "vvABCDE0000000000x" })).toBe("foreign");
    expect(readMark(receipt, { key: "zz", value: receipt.tag })).toBe("foreign");
    // A void of the link ABCDE0, which has the same first characters as a tag of the link vABCDE.
    expect(readMark(receipt, { key: "ae", value: "vABCDE0999999999999" })).toBe("foreign");
  });
});

describe("the marks of this product", () => {
  it("are told from others by key, shape and link", () => {
    fc.assert(
      fc.property(tag, (own) => {
        const receipt = { id: 1, tag: own };
        const link = own.slice(0, 6);
        expect(isReceiptOf(link, rowsMark(receipt))).toBe(true);
        expect(isReceiptOf(link, voidMark(receipt))).toBe(true);
        expect(isReceiptOf(link === "aLnk_1" ? "bLnk_1" : "aLnk_1", rowsMark(receipt))).toBe(false);
        expect(isReceiptOf(link, { key: "zz", value: own })).toBe(false);
        expect(isReceiptOf(link, { key: "ae", value: `${own}xx` })).toBe(false);
      }),
    );
    expect(isReceiptOf("canary", { key: "ae", value: "canary" })).toBe(false);
  });

  it("take 20 or 21 of the 30,000 characters that a spreadsheet has for marks", () => {
    const receipt = { id: 1, tag: "aLnk_1batch-000001" };
    const characters = [rowsMark(receipt), voidMark(receipt)].map(
      ({ key, value }) => key.length + value.length,
    );
    expect(characters).toEqual([20, 21]);
  });
});
