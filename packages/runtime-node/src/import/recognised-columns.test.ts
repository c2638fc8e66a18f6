import { expect, it } from "vitest";
import { importPlan } from "./import-plan.ts";
import { recognisedMapping } from "./recognised-columns.ts";

it("recognises columns by their usual names and keeps the others as fields", () => {
  const columns = ["Record ID", "Employee", "Shift", "Date", "Check-in", "clock_out", "Remarks"];
  const mapping = recognisedMapping("a.csv", columns, "Europe/Berlin");
  expect(mapping).toMatchObject({
    timeZone: "Europe/Berlin",
    id: { column: "Record ID" },
    member: { id: { column: "Employee" }, name: { column: "Employee" } },
    session: { name: { column: "Shift" } },
    date: { column: "Date" },
    times: { checkIn: { column: "Check-in" }, checkOut: { column: "clock_out" } },
    fields: { Remarks: { column: "Remarks" } },
  });
});

it("prefers the column that names a thing best", () => {
  const columns = ["id", "record_id", "name", "member_id", "session", "date"];
  expect(recognisedMapping("a.csv", columns)).toMatchObject({
    id: { column: "record_id" },
    member: { id: { column: "member_id" }, name: { column: "name" } },
    fields: { id: { column: "id" } },
  });
});

it("makes a mapping that fits the file it was made from", () => {
  const columns = ["id", "member", "session", "date", "status"];
  expect(importPlan(recognisedMapping("a.csv", columns), columns).columnsLeftOut).toEqual([]);
});

it("says what it cannot recognise and gives a mapping to fill in", () => {
  expect(() => recognisedMapping("a.csv", ["_id", "FirstName", "SessionDate", "Present"])).toThrow(
    expect.objectContaining({
      message: "No column of a.csv is recognised as the member, the session.",
      advice: expect.stringContaining('"date": "SessionDate"'),
    }),
  );
});
