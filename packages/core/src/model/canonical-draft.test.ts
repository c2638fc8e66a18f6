import { describe, expect, it } from "vitest";
import { canonicalDraft } from "./canonical-draft.ts";
import { recordId } from "./ids.ts";
import { InvalidInput } from "./invalid-input.ts";
import { localDate } from "./time.ts";

const draft = {
  id: recordId("r1"),
  member: { id: "m1", name: "Zoë" },
  session: { id: "s1", name: "Morning" },
  date: localDate("2026-03-02"),
  checkIn: 1,
  checkOut: null,
  status: "approved",
  approval: { at: 2, by: "lead" },
  fields: { b: 1, a: "2", "10": null, "9": true },
} as const;

describe("the canonical draft", () => {
  it("is the draft itself, once parsed", () => {
    expect(JSON.parse(canonicalDraft(draft))).toEqual(draft);
  });

  it("keeps that nobody has approved", () => {
    expect(JSON.parse(canonicalDraft({ ...draft, approval: null }))).toEqual({ ...draft, approval: null });
  });

  it("is the same text whatever the order of anything", () => {
    const { id, fields, ...rest } = draft;
    const reordered = { fields: { a: fields.a, b: fields.b, "9": true, "10": null }, ...rest, id };
    expect(canonicalDraft(reordered)).toBe(canonicalDraft(draft));
  });

  it("leaves out what a record has and a draft has not", () => {
    expect(canonicalDraft({ ...draft, ...{ revision: 7 } })).toBe(canonicalDraft(draft));
  });

  it("tells a missing field from an empty one", () => {
    const { b: _, ...others } = draft.fields;
    expect(canonicalDraft({ ...draft, fields: others })).not.toBe(
      canonicalDraft({ ...draft, fields: { ...others, b: null } }),
    );
  });

  it("keeps half a surrogate pair in plain ASCII", () => {
    const half = canonicalDraft({ ...draft, member: { id: "m1", name: "\ud83d" } });
    expect(half).toContain("\\ud83d");
    expect(JSON.parse(half).member.name).toBe("\ud83d");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d, which JSON would turn into null", (number) => {
    expect(() => canonicalDraft({ ...draft, fields: { Hours: number } })).toThrow(InvalidInput);
    expect(() => canonicalDraft({ ...draft, checkIn: number })).toThrow(InvalidInput);
  });
});
