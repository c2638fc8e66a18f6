import assert from "node:assert/strict";
import type { SheetAddress } from "../../model/batch.ts";
import type { Cell } from "../../model/cell.ts";
import type { SheetPage, SheetRow } from "../../ports/sheet-reader.ts";
import type { Contract, Guarantee } from "../contract.ts";
import { inabilityOf } from "./inability.ts";
import { outcome, resultOf } from "./outcome.ts";
import { rowOf } from "./sealed-batch-of.ts";
import type { SheetReaderSubject } from "./sheet-reader-subject.ts";
import { worldTemplate } from "./spreadsheet-world.ts";
import { changingNothing } from "./truth-of.ts";

const ALL: SheetPage = { fromRow: 2, rows: 500 };
const HEADER = worldTemplate.columns.map((column) => column.header);

const read = (
  subject: SheetReaderSubject,
  page: SheetPage = ALL,
  sheet: SheetAddress = subject.sheet,
): Promise<readonly SheetRow[] | undefined> =>
  changingNothing(subject, () => resultOf(() => subject.reader.read(subject.grant, sheet, page)));

/** Types the rows and reads the cells back. */
const backFrom = async (
  subject: SheetReaderSubject,
  rows: readonly (readonly Cell[])[],
): Promise<readonly (readonly Cell[])[] | undefined> => {
  await subject.people.type(subject.sheet, rows);
  return (await read(subject))?.map(({ cells }) => cells);
};

const reading = {
  "numbers rows as people do, from the header on": async (subject) => {
    await subject.people.type(subject.sheet, [["rec-1"], ["rec-2"]]);
    assert.deepEqual(await read(subject, { fromRow: 1, rows: 10 }), [
      { rowNumber: 1, cells: HEADER },
      { rowNumber: 2, cells: ["rec-1"] },
      { rowNumber: 3, cells: ["rec-2"] },
    ]);
  },

  "gives text, numbers and booleans as what they are": async (subject) => {
    const rows = [
      ["rec-1", "0042", "=1+1", "TRUE", 42, true],
      ["rec-2", "2024-01-01", "'x", "1,5", -7.25, false],
      ["rec-3", "line\nbreak", "👩‍👧 Þór", " blank ", 0, false],
    ];
    assert.deepEqual(await backFrom(subject, rows), rows);
  },

  "gives days and times as serial numbers": async (subject) => {
    const rows = [["rec-1", { date: 46_023 }, "x", { dateTime: 46_023.375 }]];
    assert.deepEqual(await backFrom(subject, rows), [["rec-1", 46_023, "x", 46_023.375]]);
  },

  "gives a text of 50,000 characters whole": async (subject) => {
    const text = `${"ß".repeat(49_999)}!`;
    assert.deepEqual(await backFrom(subject, [["rec-1", text]]), [["rec-1", text]]);
  },

  "gives null for empty cells, none at a row's end, and leaves empty rows out": async (subject) => {
    await subject.people.type(subject.sheet, [["rec-1"], [], [null, null, "C"], ["rec-4", null, "C", null]]);
    const rows = await read(subject);
    assert.deepEqual(
      rows?.map(({ rowNumber, cells }) => [rowNumber, cells]),
      [
        [2, ["rec-1"]],
        [4, [null, null, "C"]],
        [5, ["rec-4", null, "C"]],
      ],
    );
  },

  "reads page by page without a gap or a repeat": async (subject) => {
    const ids = Array.from({ length: 23 }, (_, index) => `rec-${index}`);
    await subject.people.type(subject.sheet, ids.map(rowOf));
    const found: unknown[] = [];
    for (let fromRow = 2; fromRow < 40; fromRow += 7) {
      const page = (await read(subject, { fromRow, rows: 7 })) ?? [];
      for (const { rowNumber, cells } of page) {
        assert.ok(rowNumber >= fromRow && rowNumber < fromRow + 7, `row ${rowNumber} is not of this page`);
        found.push(cells[0]);
      }
    }
    assert.deepEqual(found, ids);
  },

  "tells the end of the grid from rows that are only empty": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["rec-1"], ["rec-2"], ["rec-3"]]);
    await people.erase(sheet);
    assert.deepEqual(await read(subject, { fromRow: 2, rows: 10 }), []);
    assert.equal(await read(subject, { fromRow: 50_000, rows: 10 }), undefined);
  },

  "reads the tab it is told, however the tabs are called": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["mine"]]);
    for (const title of ["Attendance (2)", "A1", "R1C1", "It's “theirs”!", "2026"]) {
      const other = await people.addTab(sheet.spreadsheetId, title);
      await people.type(other, [[title]]);
      assert.deepEqual(
        (await read(subject, ALL, other))?.map(({ cells }) => cells),
        [[title]],
      );
    }
    assert.deepEqual(
      (await read(subject))?.map(({ cells }) => cells),
      [["mine"]],
    );
  },

  "reads on when people rename the tab, also when another takes its name": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["mine"]]);
    assert.deepEqual(
      (await read(subject))?.map(({ cells }) => cells),
      [["mine"]],
    );
    await people.renameTab(sheet, "Old");
    assert.deepEqual(
      (await read(subject))?.map(({ cells }) => cells),
      [["mine"]],
    );
    const other = await people.addTab(sheet.spreadsheetId, "Attendance");
    await people.type(other, [["theirs"]]);
    assert.deepEqual(
      (await read(subject))?.map(({ cells }) => cells),
      [["mine"]],
    );
  },

  "tells that the tab was deleted": async (subject) => {
    const { grant, sheet, reader, people } = subject;
    await read(subject);
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    assert.equal(await outcome(() => reader.read(grant, sheet, ALL)), "rejected tab-missing");
  },
} satisfies Readonly<Record<string, Guarantee<SheetReaderSubject>>>;

const guarantees = {
  ...reading,
  ...inabilityOf<SheetReaderSubject>([({ reader, sheet }, grant) => reader.read(grant, sheet, ALL)]),
};

export type SheetReaderSentence = keyof typeof guarantees;

/** What every `SheetReader` must prove. */
export const sheetReaderContract: Contract<SheetReaderSubject, SheetReaderSentence> = {
  port: "SheetReader",
  guarantees,
};
