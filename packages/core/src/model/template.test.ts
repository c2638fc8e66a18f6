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
    const usual: readonly TemplateColumn[] = [
      id,
      { header: "Date", source: "date", type: "date" },
      { header: "Member ID", source: "member.id", type: "text" },
      { header: "Member", source: "member.name", type: "text" },
      { header: "Session", source: "session.name", type: "text" },
      { header: "Check-in", source: "checkIn", type: "dateTime" },
      { header: "Check-out", source: "checkOut", type: "dateTime" },
    ];
    expect(defaultTemplate().columns).toEqual(usual);
    expect(defaultTemplate(["Hours"]).columns).toEqual([...usual, field("Hours")]);
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
      ["checkIn", "value"],
      ["approval.at", "dateTime"],
      ["approval.at", "value"],
      ["approval.by", "value"],
      ["fields.x", "boolean"],
    ] as const)
      expect(sheetTemplate([id, { header: "x", source, type }]).columns).toHaveLength(2);
  });
});
