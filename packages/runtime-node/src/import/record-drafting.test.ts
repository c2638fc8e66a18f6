import { expect, it } from "vitest";
import { importText } from "../../test/import-text.ts";
import type { MappingInput } from "./mapping.ts";

const mapping = {
  id: "id",
  member: { id: "who" },
  session: { name: "what" },
  date: "day",
} satisfies MappingInput;
const header = "id,who,what,day";

it("keeps good rows and reports each bad one with all that is wrong in it", async () => {
  const { drafts, problems } = await importText(
    `${header}\nA1,0042,Math,2024-02-29\nA2,,Math,2023-02-29\nA3,0043,Math,2024-03-01\n`,
    mapping,
  );
  expect(drafts.map(({ id }) => id)).toEqual(["A1", "A3"]);
  expect(drafts[0]).toEqual({
    id: "A1",
    member: { id: "0042", name: "0042" },
    session: { id: "Math", name: "Math" },
    date: "2024-02-29",
    checkIn: null,
    checkOut: null,
    status: "approved",
    approval: null,
    fields: {},
  });
  expect(problems).toEqual([
    'line 3: who: "" is not a member\'s id',
    'line 3: day: "2023-02-29" is not a day that exists, written YYYY-MM-DD',
  ]);
});

it("reports a record id that no key can hold and a cell that no sheet can hold, in short", async () => {
  const { drafts, problems } = await importText(
    `${header},note\n${"x".repeat(300)},1,Math,2024-01-01,\na/b,1,Math,2024-01-01,\nB,1,Math,2024-01-01,${"y".repeat(60_000)}\nC,1,Math,2024-01-01,${"z".repeat(50_000)}\n`,
    { ...mapping, fields: { Note: "note" } },
  );
  expect(drafts.map(({ id }) => id)).toEqual(["C"]);
  expect(problems).toHaveLength(3);
  expect(problems[0]).toMatch(/^line 2: id: "x{59}… \(300 characters\) is not 1 to 128 characters/);
  expect(problems[1]).toMatch(/^line 3: id: "a\/b" is not 1 to 128 characters without '\/'/);
  expect(problems[2]).toMatch(
    /^line 4: note: "y{59}… \(60000 characters\) is not a text of at most 50,000 characters/,
  );
});

it("reports the second row of an id with the line of the first, which counts", async () => {
  const { drafts, problems } = await importText(
    `${header}\nA,1,Math,2024-01-01\nB,1,Math,2024-01-01\nA,2,Math,2024-01-01\n`,
    mapping,
  );
  expect(drafts.map(({ id, member }) => [id, member.id])).toEqual([
    ["A", "1"],
    ["B", "1"],
  ]);
  expect(problems).toEqual([
    'line 4: id: "A" is not an id of its own: line 2 has it too, and that one counts',
  ]);
});

it("makes an id of several columns, all of which must be there", async () => {
  const { drafts, problems } = await importText(`${header}\nA,1,Math,2024-01-01\n,2,Math,2024-01-01\n`, {
    ...mapping,
    id: { template: "{id}_{who}_{day}" },
  });
  expect(drafts.map(({ id }) => id)).toEqual(["A_1_2024-01-01"]);
  expect(problems).toEqual(['line 3: id: "" is not a part of the id']);
});

it("translates values, fills empty ones and refuses those it does not know", async () => {
  const { drafts, problems } = await importText(
    `${header},here\nA,1,Math,2024-01-01,Y\nB,,Math,2024-01-01,N\nC,3,Math,2024-01-01,?\nD,4,Math,2024-01-01,\n`,
    {
      ...mapping,
      member: { id: { column: "who", whenEmpty: "(vacant)" } },
      fields: { Attendance: { column: "here", values: { Y: "present", N: "absent" } } },
    },
  );
  expect(drafts.map(({ member, fields }) => [member.id, fields.Attendance])).toEqual([
    ["1", "present"],
    ["(vacant)", "absent"],
    ["4", null],
  ]);
  expect(problems).toEqual(['line 4: here: "?" is not one of "Y", "N"']);
});

it("trims blanks and no-break spaces, and leaves texts that look like formulas or numbers alone", async () => {
  const { drafts } = await importText(
    `${header},note\n A ,0042 \u00a0,"\u00a0Math ",2024-01-01,=cmd|' /C calc'!A0\n`,
    {
      ...mapping,
      fields: { Note: "note" },
    },
  );
  expect(drafts[0]).toMatchObject({
    id: "A",
    member: { id: "0042" },
    session: { name: "Math" },
    fields: { Note: "=cmd|' /C calc'!A0" },
  });
});

it("types fields only where told", async () => {
  const { drafts, problems } = await importText(
    `${header},hours,late\nA,1,M,2024-01-01,7.5,TRUE\nB,1,M,2024-01-01,"7,5",no\nC,1,M,2024-01-01,,\n`,
    {
      ...mapping,
      fields: {
        Hours: { column: "hours", type: "number" },
        Late: { column: "late", type: "boolean" },
        Raw: "hours",
      },
    },
  );
  expect(drafts.map(({ fields }) => fields)).toEqual([
    { Hours: 7.5, Late: true, Raw: "7.5" },
    { Hours: null, Late: null, Raw: null },
  ]);
  expect(problems).toEqual([
    'line 3: hours: "7,5" is not a number such as 7.5',
    'line 3: late: "no" is not true or false',
  ]);
});

it("reads days in the format that the mapping names and refuses those that do not exist", async () => {
  const { drafts, problems } = await importText(
    `${header}\nA,1,M,1.2.2024\nB,1,M,30.2.2024\nC,1,M,2024-01-01\n`,
    { ...mapping, date: { column: "day", format: "d.M.yyyy" } },
  );
  expect(drafts.map(({ date }) => date)).toEqual(["2024-02-01"]);
  expect(problems).toEqual([
    'line 3: day: "30.2.2024" is not a day that exists, written d.M.yyyy',
    'line 4: day: "2024-01-01" is not a day that exists, written d.M.yyyy',
  ]);
});

it("takes the approval from the file where the mapping says so", async () => {
  const { drafts, problems } = await importText(
    `${header},state,by,at\nA,1,M,2024-01-01,ok,Ana,2024-01-02 10:00\nB,1,M,2024-01-01,new,,\nC,1,M,2024-01-01,approved,Ana,\n`,
    {
      ...mapping,
      timeZone: "Europe/Berlin",
      approval: {
        status: { column: "state", values: { ok: "approved", new: "pending" } },
        by: "by",
        at: "at",
      },
    },
  );
  expect(drafts.map(({ status, approval }) => [status, approval])).toEqual([
    ["approved", { at: Date.parse("2024-01-02T09:00:00Z"), by: "Ana" }],
    ["pending", null],
  ]);
  expect(problems).toEqual(['line 4: state: "approved" is not one of "ok", "new"']);
});

it("refuses a status that no record has", async () => {
  const { problems } = await importText(`${header}\nA,1,M,2024-01-01\n`, {
    ...mapping,
    approval: { status: "what" },
  });
  expect(problems).toEqual(['line 2: what: "M" is not one of pending, approved, rejected']);
});

it("refuses text that was not UTF-8, for what it said is lost", async () => {
  const { problems } = await importText(`${header}\nA,Bail\uFFFDo,M,2024-01-01\n`, mapping);
  expect(problems).toEqual(['line 2: who: "Bail\uFFFDo" is not text in UTF-8; save the file as CSV UTF-8']);
});

it("passes over the rows that the mapping names, and says why and how many", async () => {
  const { drafts, summary } = await importText(
    `${header}\nA,,M,2024-01-01\nB,,M,2024-01-01\nC,1,M,2024-01-01\n`,
    {
      ...mapping,
      skip: [{ column: "who", is: [""], because: "vacant seat" }],
    },
  );
  expect(drafts.map(({ id }) => id)).toEqual(["C"]);
  expect(summary.skipped).toEqual([{ because: "vacant seat", count: 2 }]);
});

it("refuses a mapping that names a column the file does not have, before reading a row", async () => {
  await expect(
    importText(`${header}\nA,1,M,2024-01-01\n`, { ...mapping, fields: { Note: "nope" } }),
  ).rejects.toThrow('The mapping\'s fields.Note names the column "nope", which the file does not have.');
});

it("names the columns that it leaves out", async () => {
  const { summary } = await importText(`${header},a,b\nA,1,M,2024-01-01,1,2\n`, {
    ...mapping,
    fields: { A: "a" },
  });
  expect(summary.columnsLeftOut).toEqual(["b"]);
});
