import fc from "fast-check";
import { expect, it } from "vitest";
import { byCodePoint } from "./code-point-order.ts";

const utf8 = (text: string): Buffer => Buffer.from(text);

it("orders texts as their UTF-8 bytes are ordered", () => {
  const text = fc.string({ unit: "binary", maxLength: 6 });
  fc.assert(
    fc.property(text, text, text, (start, left, right) => {
      const order = byCodePoint(start + left, start + right);
      expect(Math.sign(order)).toBe(Buffer.compare(utf8(start + left), utf8(start + right)));
    }),
    { numRuns: 2_000 },
  );
});

it("puts an emoji after U+FB01, where UTF-16 puts it before", () => {
  expect(byCodePoint("\u{1f600}", "\ufb01")).toBeGreaterThan(0);
  expect("\u{1f600}" < "\ufb01").toBe(true);
});

it("orders by code point where surrogates begin and end", () => {
  const ordered = ["a", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"];
  for (const [index, left] of ordered.entries())
    for (const right of ordered.slice(index + 1)) {
      expect(byCodePoint(left, right), `${left} before ${right}`).toBeLessThan(0);
      expect(byCodePoint(right, left), `${right} after ${left}`).toBeGreaterThan(0);
    }
});

it("puts a text before every text that goes on after it", () => {
  expect(byCodePoint("r1", "r10")).toBeLessThan(0);
  expect(byCodePoint("r1", "r1")).toBe(0);
});
