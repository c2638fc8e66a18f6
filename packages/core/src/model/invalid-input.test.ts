import { expect, it } from "vitest";
import { canonicalDraft } from "./canonical-draft.ts";
import { linkId, recordId, runId, spreadsheetId, tabId, tenantId } from "./ids.ts";
import { InvalidInput } from "./invalid-input.ts";
import { sheetTemplate, type TemplateColumn } from "./template.ts";
import { localDate, timeZone } from "./time.ts";

const PLAIN = "1 to 128 letters, digits, '_', '-' or '.', not starting with '-' or '.'";
const id: TemplateColumn = { header: "Record", source: "record.id", type: "text" };
const note: TemplateColumn = { header: "Note", source: "fields.Note", type: "text" };
const draft = {
  id: recordId("r1"),
  member: { id: "m1", name: "Zoë" },
  session: { id: "s1", name: "Morning" },
  date: localDate("2026-03-02"),
  checkIn: 1,
  checkOut: 2,
  status: "approved",
  approval: { at: 3, by: "lead" },
  fields: {},
} as const;

it.each<[string, () => unknown]>([
  [`tenant id: "a/b" is not ${PLAIN}`, () => tenantId("a/b")],
  [`link id: "" is not ${PLAIN}`, () => linkId("")],
  [`run id: "-a" is not ${PLAIN}`, () => runId("-a")],
  [
    `spreadsheet id: "a b" is not the part of the sheet's address after /d/: letters, digits, '-' and '_'`,
    () => spreadsheetId("a b"),
  ],
  ["tab id: -1 is not a whole number from 0 to 2147483647", () => tabId(-1)],
  [`date: "2023-02-29" is not a day that exists, written YYYY-MM-DD`, () => localDate("2023-02-29")],
  [`time zone: "Toronto" is not an IANA name such as America/Toronto`, () => timeZone("Toronto")],
  [`template: "no column" is not a template whose first column is record.id`, () => sheetTemplate([])],
  [
    `template: "fields.Note" is not a template whose first column is record.id`,
    () => sheetTemplate([note, id]),
  ],
  [
    `template: "101 columns" is not at most 100 columns`,
    () => sheetTemplate([id, ...Array.from({ length: 100 }, () => note)]),
  ],
  [
    `template type: "date" is not one that fields.Note can have: text, number, boolean, value`,
    () => sheetTemplate([id, { ...note, type: "date" }]),
  ],
  [
    `template type: "text" is not one that checkIn can have: dateTime, value`,
    () => sheetTemplate([id, { header: "In", source: "checkIn", type: "text" }]),
  ],
  [
    `template header: "Note" is not a header that is not blank and stands only once`,
    () => sheetTemplate([id, note, note]),
  ],
  ["check-in: NaN is not a finite number", () => canonicalDraft({ ...draft, checkIn: Number.NaN })],
  ["check-out: NaN is not a finite number", () => canonicalDraft({ ...draft, checkOut: Number.NaN })],
  [
    "approval time: NaN is not a finite number",
    () => canonicalDraft({ ...draft, approval: { at: Number.NaN, by: "lead" } }),
  ],
  [
    "Hours: Infinity is not a finite number",
    () => canonicalDraft({ ...draft, fields: { Hours: Number.POSITIVE_INFINITY } }),
  ],
])("tells a person what is wanted: %s", (message, parse) => {
  expect(parse).toThrow(InvalidInput);
  expect(parse).toThrow(message);
});

it("measures what it shows only the beginning of, text or not", () => {
  const many = Array.from({ length: 100 }, () => 1);
  expect(new InvalidInput("list", many, "shorter").message).toBe(
    `list: ${"1,".repeat(30)}… (199 characters) is not shorter`,
  );
});
