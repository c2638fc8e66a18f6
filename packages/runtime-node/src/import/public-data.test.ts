import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it, type TestContext } from "vitest";
import { importFile } from "../../test/import-text.ts";
import { readMapping } from "./mapping-file.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** The public data lies beside the project and is no part of it. */
const publicFile = (path: string, { skip }: TestContext): string => {
  const file = fromRoot(`../shared/data/${path}`);
  if (!existsSync(file)) skip(`there is no ../shared/data/${path}`);
  return file;
};

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;

it("makes a record of every row of Toronto's council attendance", async (context) => {
  const file = publicFile("toronto-council-2018-2022/toronto_city_council_attendance_2018-2022.csv", context);
  const { drafts, problems, summary } = await importFile(file, await mappingInput("toronto"));
  expect(problems).toEqual([]);
  expect(summary).toMatchObject({ added: 13_144, rejected: 0, columnsLeftOut: ["Term"] });
  expect(count(drafts, ({ fields }) => fields.Attendance === "present")).toBe(12_094);
  expect(count(drafts, ({ fields }) => fields.Attendance === "absent")).toBe(1_050);
  // Those who were absent have no times; a roll call has no end: 269 of the present ones.
  expect(count(drafts, ({ checkIn }) => checkIn === null)).toBe(1_050);
  expect(count(drafts, ({ checkIn, checkOut }) => checkIn !== null && checkOut === null)).toBe(269);
  expect(new Set(drafts.map(({ member }) => member.id)).size).toBe(28);
  expect(count(drafts, ({ session }) => session.name !== session.name.trim())).toBe(0);
  // 14:00PM in Toronto's winter.
  expect(drafts[0]).toMatchObject({ id: "613125", checkIn: Date.parse("2018-12-04T19:00:00Z") });
});

it("makes a record of every seat and day of the Dewan Rakyat", async (context) => {
  const file = publicFile("malaysia-dewan-rakyat/hansard_malaysia/attendance.csv", context);
  const { drafts, problems, summary } = await importFile(file, await mappingInput("malaysia"));
  expect(problems).toEqual([]);
  expect(summary).toMatchObject({ added: 222 * 89, rejected: 0, columnsLeftOut: ["total"] });
  expect(count(drafts, ({ fields }) => fields.Attendance === "present")).toBe(15_861);
  expect(count(drafts, ({ member }) => member.name === "(vacant seat)")).toBe(2 * 89);
  expect(count(drafts, ({ member }) => member.name.includes("\u00a0"))).toBe(0);
  expect(drafts[0]).toMatchObject({ id: "P001_2021-07-26", member: { id: "P001" } });
});

/** Read once for its complaints, then given as written. */
const mappingInput = async (name: string) => {
  const file = fromRoot(`examples/mappings/${name}.json`);
  await readMapping(file);
  return (await import(file, { with: { type: "json" } })).default;
};
