import { expect, it } from "vitest";
import { importText } from "../../test/import-text.ts";
import type { MappingInput } from "./mapping.ts";

const mapping = {
  wide: { columns: "^\\d{4}-\\d{2}-\\d{2}$", headerAs: "day", cellAs: "mark" },
  id: { template: "{seat}_{day}" },
  member: { id: "seat" },
  session: { name: "day" },
  date: "day",
  fields: { Attendance: { column: "mark", values: { 1: "present", 0: "absent" } } },
} satisfies MappingInput;

it("makes one record of each row and session, and names the column in a problem", async () => {
  const { drafts, problems, summary } = await importText(
    "seat,2024-01-01,2024-01-02,total\nP001,1,0,1\nP002,,x,0\n",
    mapping,
  );
  expect(drafts.map(({ id, date, fields }) => [id, date, fields.Attendance])).toEqual([
    ["P001_2024-01-01", "2024-01-01", "present"],
    ["P001_2024-01-02", "2024-01-02", "absent"],
  ]);
  expect(problems).toEqual(['line 3, column 2024-01-02: mark: "x" is not one of "0", "1"']);
  expect(summary).toMatchObject({
    rejected: 1,
    skipped: [{ because: "empty cell", count: 1 }],
    columnsLeftOut: ["total"],
  });
});

it("keeps empty cells where told", async () => {
  const { drafts } = await importText("seat,2024-01-01\nP001,\n", {
    ...mapping,
    wide: { ...mapping.wide, emptyCells: "keep" },
  });
  expect(drafts.map(({ fields }) => fields.Attendance)).toEqual([null]);
});

it("translates session names into days by the mapping", async () => {
  const { drafts } = await importText("seat,Week 1,Week 2\nP001,1,0\n", {
    ...mapping,
    wide: { ...mapping.wide, columns: "^Week " },
    session: { name: "day" },
    date: { column: "day", values: { "Week 1": "2024-01-08", "Week 2": "2024-01-15" } },
  });
  expect(drafts.map(({ date, session }) => [date, session.name])).toEqual([
    ["2024-01-08", "Week 1"],
    ["2024-01-15", "Week 2"],
  ]);
});

it("refuses a mapping whose sessions the file does not have", async () => {
  await expect(importText("seat,Monday\nP001,1\n", mapping)).rejects.toThrow(
    "matches none of the file's columns",
  );
});
