import assert from "node:assert/strict";
import { spreadsheetId } from "../../model/ids.ts";
import type { Guarantee } from "../contract.ts";
import { outcome } from "./outcome.ts";
import { rowOf, sealedBatchOf } from "./sealed-batch-of.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";
import { changingNothing, idsOn, rowsOn } from "./truth-of.ts";

const append = (subject: SheetSinkSubject, id: string, sequence = 1): Promise<string> =>
  outcome(() => subject.sink.append(subject.grant, sealedBatchOf(subject.sheet, [rowOf(id)], { sequence })));

/** Leaves room for no receipt beside it: of 30,000 characters a receipt takes twenty. */
const LARGE_MARK = { id: 17, key: "theirs", value: "x".repeat(29_980) };

/** The sheet belongs to people, who do with it what they like. */
export const sheetSinkPeople = {
  "writes below what people have typed, and leaves that as it was": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["typed-1", "by hand"], ["typed-2"]]);
    assert.equal(await append(subject, "rec-1"), "appended");
    assert.deepEqual(await rowsOn(subject), [["typed-1", "by hand"], ["typed-2"], rowOf("rec-1")]);
  },

  "writes below the last row that has anything in any column": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["typed-1"], [null, null, "only column C"]]);
    assert.equal(await append(subject, "rec-1"), "appended");
    assert.deepEqual(await rowsOn(subject), [["typed-1"], [null, null, "only column C"], rowOf("rec-1")]);
  },

  "writes below all rows after people have sorted them": async (subject) => {
    assert.equal(await append(subject, "rec-1"), "appended");
    assert.equal(await append(subject, "rec-2", 2), "appended");
    await subject.people.sort(subject.sheet);
    assert.equal(await append(subject, "rec-3", 3), "appended");
    assert.deepEqual(await idsOn(subject), ["rec-2", "rec-1", "rec-3"]);
  },

  "writes on a tab that people have renamed": async (subject) => {
    assert.equal(await append(subject, "rec-1"), "appended");
    await subject.people.renameTab(subject.sheet, "Anwesenheit 'neu'!");
    assert.equal(await append(subject, "rec-2", 2), "appended");
    assert.deepEqual(await idsOn(subject), ["rec-1", "rec-2"]);
  },

  "writes on the tab it is told and on no other": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    const other = await people.addTab(sheet.spreadsheetId, "Attendance (2)");
    const sealed = sealedBatchOf(other, [rowOf("rec-1")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    assert.deepEqual(await idsOn(subject, other), ["rec-1"]);
    assert.deepEqual(await idsOn(subject), []);
  },

  "refuses when the tab was deleted, and adds nothing": async (subject) => {
    const { sheet, people } = subject;
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    assert.equal(await changingNothing(subject, () => append(subject, "rec-1")), "refused tab-missing");
  },

  "refuses when the tab is protected, and adds nothing": async (subject) => {
    await subject.people.protect(subject.sheet);
    assert.equal(await changingNothing(subject, () => append(subject, "rec-1")), "refused sheet-protected");
  },

  "refuses when the spreadsheet is full, and appends once there is room": async (subject) => {
    const { sheet, people } = subject;
    await people.fill(sheet);
    assert.equal(await changingNothing(subject, () => append(subject, "rec-1")), "refused sheet-full");
    await people.makeRoom(sheet);
    assert.equal(await append(subject, "rec-1"), "appended");
  },

  "refuses when no receipt fits on the spreadsheet, and adds nothing": async (subject) => {
    await subject.people.leaveMark(subject.sheet.spreadsheetId, LARGE_MARK);
    assert.equal(await changingNothing(subject, () => append(subject, "rec-1")), "refused receipts-full");
  },

  "tells a repeat from every other refusal": async (subject) => {
    const { sheet, people } = subject;
    assert.equal(await append(subject, "rec-1"), "appended");
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    assert.equal(await append(subject, "rec-1"), "refused receipt-in-use");
    assert.equal(await append(subject, "rec-2", 2), "refused tab-missing");
  },

  "refuses as unknown what is refused in unknown words": async (subject) => {
    await subject.lever.next("refused-unknown");
    assert.equal(await changingNothing(subject, () => append(subject, "rec-1")), "refused refused-unknown");
    assert.equal(await append(subject, "rec-1"), "appended");
  },

  "finds by a probe that all is well, and changes nothing": async (subject) => {
    const { grant, sheet, sink } = subject;
    assert.equal(await changingNothing(subject, () => outcome(() => sink.probe(grant, sheet))), "done");
  },

  "finds by a probe that the tab or the spreadsheet is gone": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    assert.equal(await outcome(() => sink.probe(grant, sheet)), "rejected tab-missing");
    const gone = { ...sheet, spreadsheetId: spreadsheetId("no-such-spreadsheet") };
    assert.equal(await outcome(() => sink.probe(grant, gone)), "rejected spreadsheet-not-found");
  },
} satisfies Readonly<Record<string, Guarantee<SheetSinkSubject>>>;
