import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttendanceRecord, FieldValue } from "./attendance-record.ts";
import type { Cell } from "./cell.ts";
import { recordId } from "./ids.ts";
import { renderRow } from "./render-row.ts";
import type { ColumnSource, ColumnType, TemplateColumn } from "./template.ts";
import { type LocalDate, localDate, timeZone } from "./time.ts";

const record: AttendanceRecord = {
  id: recordId("0042"),
  member: { id: "m-1", name: "Zoë" },
  session: { id: "s-1", name: "=Morning" },
  date: localDate("2024-03-08"),
  checkIn: Date.UTC(2024, 2, 8, 6),
  checkOut: null,
  status: "approved",
  approval: { at: Date.UTC(2024, 2, 8, 12), by: "head" },
  fields: { hours: 7.5, late: false, note: "0042", empty: "", nothing: null },
  revision: 3,
};
const zone = timeZone("UTC");

const render = (source: ColumnSource, type: ColumnType = "value", of: AttendanceRecord = record) => {
  const column: TemplateColumn = { header: "Column", source, type };
  const rendering = renderRow(of, { columns: [column] }, zone);
  return rendering.status === "rendered" ? rendering.row.cells[0] : rendering.reason;
};
const withField = (value: FieldValue): AttendanceRecord => ({ ...record, fields: { value } });

describe("a row", () => {
  it("shows each source as the sheet keeps it", () => {
    const expected: Partial<Record<ColumnSource, Cell>> = {
      "record.id": "0042",
      "member.id": "m-1",
      "member.name": "Zoë",
      "session.id": "s-1",
      "session.name": "=Morning",
      date: { date: 45_359 },
      checkIn: { dateTime: 45_359.25 },
      checkOut: null,
      "approval.at": { dateTime: 45_359.5 },
      "approval.by": "head",
      "fields.hours": 7.5,
      "fields.late": false,
      "fields.note": "0042",
      "fields.empty": null,
      "fields.nothing": null,
      "fields.absent": null,
    };
    for (const [source, cell] of Object.entries(expected))
      expect(render(source as ColumnSource), source).toEqual(cell);
  });

  it("is empty where nobody has approved", () => {
    const pending = { ...record, approval: null };
    expect(render("approval.at", "dateTime", pending)).toBeNull();
    expect(render("approval.by", "text", pending)).toBeNull();
  });

  it("shows when a member left, once they have", () => {
    expect(render("checkOut", "dateTime", { ...record, checkOut: Date.UTC(2024, 2, 8, 18) })).toEqual({
      dateTime: 45_359.75,
    });
  });

  it("names the record and the revision it shows", () => {
    const columns: TemplateColumn[] = [{ header: "Record", source: "record.id", type: "text" }];
    expect(renderRow(record, { columns }, zone)).toEqual({
      status: "rendered",
      row: { recordId: "0042", revision: 3, cells: ["0042"] },
    });
  });

  it("shows values of free fields as text where text is wanted", () => {
    expect(render("fields.value", "text", withField(7.5))).toBe("7.5");
    expect(render("fields.value", "text", withField(true))).toBe("true");
    expect(render("fields.value", "text", withField("a"))).toBe("a");
  });

  it("refuses values of another type, and says in which column", () => {
    const cases: readonly [ColumnType, FieldValue, string][] = [
      ["number", "7", "a number is wanted, and this is text"],
      ["boolean", "true", "a boolean is wanted, and this is text"],
      ["number", true, "a number is wanted"],
      ["boolean", 1, "true or false is wanted"],
      ["date", "2024-01-01", "a date is wanted, and the records' own fields hold none"],
      ["dateTime", 7, "a date is wanted, and the records' own fields hold none"],
    ];
    for (const [type, value, reason] of cases)
      expect(render("fields.value", type, withField(value))).toBe(`Column “Column”: ${reason}`);
    expect(render("fields.value", "number", withField(null))).toBeNull();
    expect(render("fields.value", "number", withField(7))).toBe(7);
    expect(render("fields.value", "boolean", withField(true))).toBe(true);
  });

  it("refuses what no sheet can hold", () => {
    const long = withField("x".repeat(50_001));
    expect(render("fields.value", "value", long)).toContain("50001 characters, and a cell holds 50000");
    expect(render("fields.value", "value", withField("x".repeat(50_000)))).toHaveLength(50_000);
    expect(render("fields.value", "value", withField("a\ud83d"))).toContain("half of a character");
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(render("fields.value", "value", withField(number))).toContain(
        "is not a number a sheet can hold",
      );
    for (const moment of [Number.NaN, 8.65e15, -8.65e15])
      expect(render("checkIn", "dateTime", { ...record, checkIn: moment })).toContain("not a moment in time");
    expect(render("checkIn", "dateTime", { ...record, checkIn: 8.64e15 })).toHaveProperty("dateTime");
    for (const date of ["", "02/03/2026", "2026-02-30", "2026-3-2"] as LocalDate[])
      expect(render("date", "date", { ...record, date })).toContain(`“${date}” is not a day of the calendar`);
  });

  it("stops at the first column that cannot be shown", () => {
    const columns: TemplateColumn[] = ["a", "b"].map((header) => ({
      header,
      source: "fields.note",
      type: "number",
    }));
    expect(renderRow(record, { columns }, zone)).toMatchObject({
      status: "unrenderable",
      reason: expect.stringContaining("“a”"),
    });
  });

  it("never turns text into anything else, whatever it looks like", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        expect(render("fields.value", "value", withField(text))).toBe(text === "" ? null : text);
      }),
    );
  });

  it("is the same for the same record, however often it is rendered", () => {
    const columns: TemplateColumn[] = [{ header: "In", source: "checkIn", type: "dateTime" }];
    fc.assert(
      fc.property(fc.integer({ min: -2e12, max: 4e12 }), (checkIn) => {
        const once = renderRow({ ...record, checkIn }, { columns }, zone);
        expect(renderRow({ ...record, checkIn }, { columns }, zone)).toEqual(once);
      }),
    );
  });
});
