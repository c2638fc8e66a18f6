import { describe, expect, it } from "vitest";
import { InvalidInput } from "./invalid-input.ts";
import { defaultTemplate, sheetTemplate, type TemplateColumn } from "./template.ts";

const id: TemplateColumn = { header: "Record", source: "record.id", type: "text" };
const field = (header: string, type: TemplateColumn["type"] = "value"): TemplateColumn => ({
  header,
  source: `fields.${header}`,
  type,
});

describe("a template", () => {
  it("has the usual columns and one for each free field named", () => {
    expect(defaultTemplate(["Hours"]).columns.map(({ header }) => header)).toEqual([
      "Record",
      "Date",
      "Member ID",
      "Member",
      "Session",
      "Check-in",
      "Check-out",
      "Hours",
    ]);
    expect(defaultTemplate(["Hours"]).columns.at(-1)).toEqual(field("Hours"));
  });

  it("keeps its columns as they are", () => {
    const columns = [id, field("Hours", "number"), field("Late", "boolean"), field("Note", "text")];
    expect(sheetTemplate(columns)).toEqual({ columns });
  });

  it("begins with the record's id, which names the row in every check", () => {
    expect(() => sheetTemplate([])).toThrow("no column");
    expect(() => sheetTemplate([field("Hours"), id])).toThrow(InvalidInput);
  });

  it("has at most a hundred columns", () => {
    const wide = (columns: number) => [
      id,
      ...Array.from({ length: columns - 1 }, (_, index) => field(`f${index}`)),
    ];
    expect(sheetTemplate(wide(100)).columns).toHaveLength(100);
    expect(() => sheetTemplate(wide(101))).toThrow("101 columns");
  });

  it("has no blank header and none twice", () => {
    for (const header of ["", " ", "Record"])
      expect(() => sheetTemplate([id, { ...field("x"), header }])).toThrow("header");
  });

  it("asks of no source what it cannot give", () => {
    for (const [source, type] of [
      ["record.id", "number"],
      ["member.name", "date"],
      ["date", "text"],
      ["checkIn", "date"],
      ["approval.at", "number"],
      ["fields.When", "dateTime"],
      ["fields.When", "date"],
    ] as const)
      expect(() => sheetTemplate([id, { header: "x", source, type }]), source).toThrow(InvalidInput);
    for (const [source, type] of [
      ["date", "value"],
      ["checkOut", "dateTime"],
      ["approval.by", "value"],
      ["fields.x", "boolean"],
    ] as const)
      expect(sheetTemplate([id, { header: "x", source, type }]).columns).toHaveLength(2);
  });
});
