import assert from "node:assert/strict";
import type { Cell } from "../../model/cell.ts";
import type { Guarantee } from "../contract.ts";
import { outcome } from "./outcome.ts";
import { rowOf, sealedBatchOf } from "./sealed-batch-of.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";
import { changingNothing, idsOn, rowsOn } from "./truth-of.ts";

/** Texts that a spreadsheet would rather make something else of. */
const HARDY_TEXTS = [
  '=IMPORTXML("http://example.com","//a")',
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "0042",
  "'x",
  "TRUE",
  "1,5",
  "1e3",
  "2024-01-01",
  "12:30",
  " lead and trail ",
  "\ttab",
  'quote " and back\\slash',
  "line\nand\r\nline",
  "Ægir Þórðarson",
  "李小龙",
  "👩‍👩‍👧‍👦 🇲🇾",
  "null",
  "#N/A",
];
const LONGEST_TEXT = 50_000;
const MANY = 2_500;

const appendRows = async (subject: SheetSinkSubject, rows: readonly (readonly Cell[])[]): Promise<void> => {
  const { grant, sheet, sink } = subject;
  assert.equal(await outcome(() => sink.append(grant, sealedBatchOf(sheet, rows))), "appended");
};

/** What stands in the cells is what the rows say. */
export const sheetSinkContent = {
  "keeps text as text, whatever it looks like": async (subject) => {
    const rows = HARDY_TEXTS.map((text, index): readonly Cell[] => [`rec-${index}`, null, text]);
    await appendRows(subject, rows);
    assert.deepEqual(await rowsOn(subject), rows);
  },

  "keeps a text of 50,000 characters whole": async (subject) => {
    const text = `${"é".repeat(LONGEST_TEXT - 1)}!`;
    await appendRows(subject, [["rec-1", text]]);
    assert.deepEqual(await rowsOn(subject), [["rec-1", text]]);
  },

  "keeps numbers and booleans what they are": async (subject) => {
    const rows = [
      ["rec-1", 0, true],
      ["rec-2", -7.25, false],
      ["rec-3", 9_007_199_254_740_991, true],
      ["rec-4", 1e-9, false],
    ];
    await appendRows(subject, rows);
    assert.deepEqual(await rowsOn(subject), rows);
  },

  "writes days and times as serial numbers that show as such": async (subject) => {
    const rows: (readonly Cell[])[] = [
      ["rec-1", { date: 46_023 }, null, { dateTime: 46_023.375 }],
      ["rec-2", { date: 1 }, null, { dateTime: 0.5 }],
    ];
    await appendRows(subject, rows);
    assert.deepEqual(await rowsOn(subject), rows);
  },

  "leaves empty cells empty and the others in their columns": async (subject) => {
    await appendRows(subject, [["rec-1", null, "", "D", null, true], ["rec-2", "", null], ["rec-3"]]);
    assert.deepEqual(await rowsOn(subject), [["rec-1", null, null, "D", null, true], ["rec-2"], ["rec-3"]]);
  },

  "writes thousands of rows in their order": async (subject) => {
    const ids = Array.from({ length: MANY }, (_, index) => `rec-${(index * 7919) % MANY}`);
    await appendRows(subject, ids.map(rowOf));
    const found = await idsOn(subject);
    assert.equal(found.length, MANY);
    // Not deepEqual: it would spend seconds on drawing the difference of thousands of lines.
    assert.equal(
      found.findIndex((id, at) => id !== ids[at]),
      -1,
    );
  },

  "refuses a number that no cell can hold, and adds nothing": async (subject) => {
    const { grant, sheet, sink } = subject;
    for (const cell of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      { date: Number.NaN },
      { dateTime: -Infinity },
    ]) {
      const append = () => sink.append(grant, sealedBatchOf(sheet, [rowOf("rec-1"), ["rec-2", cell]]));
      assert.equal(await changingNothing(subject, () => outcome(append)), "refused content-refused");
    }
  },
} satisfies Readonly<Record<string, Guarantee<SheetSinkSubject>>>;
