import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkId, recordId, runId, spreadsheetId, tabId, tenantId } from "./ids.ts";
import { InvalidInput } from "./invalid-input.ts";

const refuses = (parse: () => unknown): void => {
  expect(parse).toThrow(InvalidInput);
};

describe("ids of our own", () => {
  const parsers = { "tenant id": tenantId, "link id": linkId, "run id": runId };
  for (const [field, parse] of Object.entries(parsers)) {
    it(`take 1 to 128 letters, digits, dashes, dots and underscores: ${field}`, () => {
      for (const text of [
        "a",
        "A-1_b.c",
        "_x",
        "x".repeat(128),
        "0",
        "a..b",
        "__x",
        "x__",
        "a..",
        "a__b__",
        "__x__y",
      ])
        expect(parse(text)).toBe(text);
    });

    it(`refuse what cannot be a path segment or a key in a log: ${field}`, () => {
      for (const text of [
        "",
        "-a",
        ".a",
        ".",
        "..",
        "a/b",
        "a b",
        "ä",
        "x".repeat(129),
        "__x__",
        "__xy__",
        "a\n",
        "\na",
      ])
        refuses(() => parse(text));
      expect(() => parse("a/b")).toThrow(field);
    });
  }
});

describe("a record's id", () => {
  it("takes any script, spaces within it included", () => {
    for (const text of [
      "0042",
      "Zoë 7",
      "記録-1",
      "=1+1",
      "a.b",
      "\u{1f600}",
      "x".repeat(128),
      "-a",
      "__x",
      "a..",
      "a__b__",
      "__x__y",
      "..a",
    ])
      expect(recordId(text)).toBe(text);
  });

  it("refuses what no key can hold", () => {
    for (const text of [
      "",
      " a",
      "a ",
      "a/b",
      "a\u0000",
      "a\u001fb",
      "a\u007f",
      "\ud83d",
      "a\udc00",
      ".",
      "..",
      "__a__",
      "x".repeat(129),
    ])
      refuses(() => recordId(text));
  });

  it("says what is wanted", () => {
    expect(() => recordId("a/b")).toThrow(
      `record id: "a/b" is not 1 to 128 characters without '/', control characters or blanks at either end`,
    );
  });

  it("is the very text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        try {
          expect(recordId(text)).toBe(text);
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(InvalidInput);
        }
      }),
    );
  });
});

describe("Google's ids", () => {
  it("of a file are the part of the address after /d/", () => {
    expect(spreadsheetId("1AbC-d_2")).toBe("1AbC-d_2");
    expect(spreadsheetId("x".repeat(128))).toHaveLength(128);
    for (const text of ["", "a b", "https://docs.google.com/x", "a.b", "x".repeat(129), "a\n"])
      refuses(() => spreadsheetId(text));
  });

  it("of a tab are whole numbers from 0 to 2^31 - 1", () => {
    for (const number of [0, 1, 2_147_483_647]) expect(tabId(number)).toBe(number);
    for (const number of [-1, 0.5, 2_147_483_648, Number.NaN, Number.POSITIVE_INFINITY])
      refuses(() => tabId(number));
  });
});

describe("invalid input", () => {
  it("says which field, what stood there and what is wanted", () => {
    const refusal = new InvalidInput("date", "2023-02-29", "a day that exists");
    expect(refusal).toMatchObject({
      name: "InvalidInput",
      field: "date",
      value: "2023-02-29",
      wanted: "a day that exists",
      message: 'date: "2023-02-29" is not a day that exists',
    });
    expect(new InvalidInput("count", 7, "even").message).toBe("count: 7 is not even");
  });

  it("shows the beginning of a long value and how long it is", () => {
    const { message } = new InvalidInput("name", "x".repeat(60_000), "shorter");
    expect(message).toBe(`name: "${"x".repeat(59)}… (60000 characters) is not shorter`);
    expect(new InvalidInput("name", "x".repeat(58), "y").message).toBe(`name: "${"x".repeat(58)}" is not y`);
  });
});
