import fc from "fast-check";
import { Timestamp } from "firebase-admin/firestore";
import { describe, expect, it } from "vitest";
import { type Plain, storedMoment, storedText, storedValue, textIn, valueIn } from "./stored-value.ts";

const anyText = fc.string({
  unit: fc.oneof(fc.string(), fc.constantFrom("\ud83d", "\ude00", "\u241b", "_", '"')),
});
const { value: anyValue } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(anyText, fc.constantFrom("", "__id__", "at", "closedAt")), tie("value"), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

/** Every key and every text in a stored value. */
const wordsIn = (value: unknown): { readonly keys: readonly string[]; readonly texts: readonly string[] } => {
  if (typeof value === "string") return { keys: [], texts: [value] };
  if (typeof value !== "object" || value === null || value instanceof Timestamp)
    return { keys: [], texts: [] };
  const parts = Object.values(value).map(wordsIn);
  return {
    keys: [...(Array.isArray(value) ? [] : Object.keys(value)), ...parts.flatMap(({ keys }) => keys)],
    texts: parts.flatMap(({ texts }) => texts),
  };
};

describe("a stored value", () => {
  it("comes back as it was, whatever JSON can say", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(valueIn(storedValue(value))).toEqual(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it("holds only texts and keys that Firestore keeps", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const { keys, texts } = wordsIn(storedValue(value));
        for (const word of [...keys, ...texts]) expect(word).not.toMatch(/\p{Surrogate}/u);
        for (const key of keys) expect(key).not.toMatch(/^$|^__.*__$/s);
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves every text alone that needs no help", () => {
    for (const text of ["", "Zoë", "=1+1", "\u{1f469}\u200d\u{1f3eb}", "a\u0000b", "__id__"])
      expect(storedText(text)).toBe(text);
  });

  it("keeps texts apart that differ in an escape alone", () => {
    const texts = ["\ud83d", '"\\ud83d"', '\u241b"\\ud83d"', "\u241b", "\ufffd"];
    expect(new Set(texts.map(storedText)).size).toBe(texts.length);
    expect(texts.map(storedText).map(textIn)).toEqual(texts);
  });

  it("has timestamps for the moments named, at any depth, and gives milliseconds back", () => {
    const value = { at: 1_795_300_000_123, deep: [{ at: 0, other: 5 }], gone: null };
    const stored = storedValue(value, new Set(["at", "gone"]));
    expect(stored).toEqual({
      at: Timestamp.fromMillis(1_795_300_000_123),
      deep: [{ at: Timestamp.fromMillis(0), other: 5 }],
      gone: null,
    });
    expect(valueIn(stored)).toEqual(value);
  });

  it("keeps a moment as a number where no timestamp can say it", () => {
    for (const moment of [-62_135_596_800_000, -1, 0, 253_402_300_799_999])
      expect(storedMoment(moment)).toEqual(Timestamp.fromMillis(moment));
    for (const moment of [-62_135_596_800_001, 253_402_300_800_000, 0.5, 8.7e15])
      expect(storedMoment(moment)).toBe(moment);
  });
});
