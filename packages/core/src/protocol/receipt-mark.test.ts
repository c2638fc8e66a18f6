import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frozenRow } from "../../test/link-state.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import { linkId, tenantId } from "../model/ids.ts";
import { drawReceiptBase } from "./receipt-base.ts";
import { isReceiptOf, RECEIPT_KEY, readMark, rowsMark, voidMark } from "./receipt-mark.ts";
import { FINGERPRINT_LENGTH, linkFingerprint, receiptTag } from "./receipt-tag.ts";

const ids = new SeededIds("test");
const fingerprint = linkFingerprint(ids, tenantId("tenant-1"), linkId("link-1"));
const rows = [frozenRow("a"), frozenRow("b")];
const receipt = { id: 7, tag: receiptTag(ids, fingerprint, 3, rows) };
const mark = (value: string, key = RECEIPT_KEY) => ({ key, value });

describe("a receipt's tag", () => {
  it("is the same for the same records under the same number, in every process", () => {
    expect(receiptTag(new SeededIds("another"), fingerprint, 3, rows)).toBe(receipt.tag);
    expect(receipt.tag).toMatch(/^[A-Za-z0-9_-]{18}$/);
    expect(receipt.tag.slice(0, FINGERPRINT_LENGTH)).toBe(fingerprint);
  });

  it("is another for another number, record, order, revision or link", () => {
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("no rows");
    const others = [
      receiptTag(ids, fingerprint, 4, rows),
      receiptTag(ids, fingerprint, 3, [first]),
      receiptTag(ids, fingerprint, 3, [second, first]),
      receiptTag(ids, fingerprint, 3, [{ ...first, revision: 2 }, second]),
      receiptTag(ids, linkFingerprint(ids, tenantId("tenant-1"), linkId("link-2")), 3, rows),
      receiptTag(ids, linkFingerprint(ids, tenantId("tenant-2"), linkId("link-1")), 3, rows),
    ];
    expect(new Set([receipt.tag, ...others]).size).toBe(7);
  });
});

describe("a mark under the receipt's id", () => {
  it("says that the rows are there, or never will be", () => {
    expect(readMark(receipt, rowsMark(receipt))).toBe("rows");
    expect(readMark(receipt, voidMark(receipt))).toBe("void");
  });

  it("of another batch of this link is ours, with rows or void", () => {
    const other = { id: 7, tag: receiptTag(ids, fingerprint, 9, rows) };
    expect(readMark(receipt, rowsMark(other))).toBe("ours");
    expect(readMark(receipt, voidMark(other))).toBe("ours");
  });

  it("is foreign where anything else stands", () => {
    const strange = receiptTag(ids, "vvvvvv", 3, rows);
    for (const foreign of [
      mark(receipt.tag, "zz"),
      mark(strange),
      mark(`v${strange}`),
      mark(""),
      mark("canary"),
      mark(`${receipt.tag}x`),
      mark(`x${receipt.tag}`),
      mark(`vv${receipt.tag}`),
      mark(fingerprint),
      mark(`v${receipt.tag.slice(0, 10)}`),
      mark(`v${receipt.tag}xx`),
    ])
      expect(readMark(receipt, foreign), foreign.value).toBe("foreign");
  });

  it("tells a fingerprint that begins with the void sign from a void receipt", () => {
    const vague = { id: 7, tag: `vabcde${"x".repeat(12)}` };
    const other = { id: 7, tag: `vabcde${"y".repeat(12)}` };
    expect(readMark(vague, rowsMark(other))).toBe("ours");
    expect(readMark(vague, voidMark(other))).toBe("ours");
    expect(readMark({ id: 7, tag: `abcdef${"x".repeat(12)}` }, rowsMark(other))).toBe("foreign");
  });

  it("never reads as rows or void unless it is exactly that", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (value) => {
        fc.pre(value !== receipt.tag && value !== `v${receipt.tag}`);
        expect(["ours", "foreign"]).toContain(readMark(receipt, mark(value)));
      }),
    );
  });

  it("stands under a key that never changes: older receipts must stay readable", () => {
    expect([rowsMark(receipt), voidMark(receipt)]).toEqual([
      { key: "ae", value: receipt.tag },
      { key: "ae", value: `v${receipt.tag}` },
    ]);
  });

  it("may be removed only by the link that wrote it", () => {
    const another = receiptTag(ids, "anothr", 3, rows);
    for (const own of [rowsMark(receipt), voidMark(receipt)])
      expect(isReceiptOf(fingerprint, own)).toBe(true);
    const vague = { id: 7, tag: `vabcde${"x".repeat(12)}` };
    for (const own of [rowsMark(vague), voidMark(vague)]) {
      expect(isReceiptOf("vabcde", own)).toBe(true);
      expect(isReceiptOf("abcdex", own)).toBe(false);
    }
    for (const other of [
      mark(receipt.tag, "zz"),
      mark("canary"),
      mark(""),
      mark(`vv${receipt.tag}`),
      mark(another),
      mark(`v${another}`),
      mark(`${receipt.tag} `),
    ])
      expect(isReceiptOf(fingerprint, other), other.value).toBe(false);
  });
});

describe("the base of a link's receipts", () => {
  it("leaves people's small numbers alone and a billion batches to go", () => {
    const seeded = new SeededIds(1);
    for (let draw = 0; draw < 1_000; draw++) {
      const base = drawReceiptBase(seeded);
      expect(Number.isInteger(base) && base >= 2 ** 20 && base <= 2 ** 30).toBe(true);
    }
  });
});
