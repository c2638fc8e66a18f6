import assert from "node:assert/strict";
import { rowsMark, voidMark } from "../../protocol/receipt-mark.ts";
import type { Guarantee } from "../contract.ts";
import { outcome } from "./outcome.ts";
import { link10, rowOf, sealedBatchOf } from "./sealed-batch-of.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";
import type { Trouble } from "./spreadsheet-world.ts";
import { changingNothing, idsOn, marksOf } from "./truth-of.ts";

const NOTHING_DONE: readonly Trouble[] = ["unreachable", "dropped", "error-before", "rate-limited"];
const DONE_ALL_THE_SAME: readonly Trouble[] = ["answer-lost", "error-after", "html-error-after"];

/** Rows and receipt together, once, whatever becomes of the answers. */
export const sheetSinkOnce = {
  "puts the rows and the receipt on the sheet together": async (subject) => {
    const { grant, sheet, sink } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1"), rowOf("rec-2")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    const { receipt } = sealed.batch;
    assert.deepEqual(await idsOn(subject), ["rec-1", "rec-2"]);
    assert.deepEqual(await marksOf(subject), [{ id: receipt.id, ...rowsMark(receipt) }]);
  },

  "puts neither rows nor receipt on the sheet when one cell is refused": async (subject) => {
    const { grant, sheet, sink } = subject;
    const rows = [rowOf("rec-1"), ["rec-2", "x".repeat(50_001)], rowOf("rec-3")];
    const append = () => sink.append(grant, sealedBatchOf(sheet, rows));
    assert.equal(await changingNothing(subject, () => outcome(append)), "refused content-refused");
  },

  "refuses the same batch a second time and adds nothing": async (subject) => {
    const { grant, sheet, sink } = subject;
    const append = () => sink.append(grant, sealedBatchOf(sheet, [rowOf("rec-1")]));
    assert.equal(await outcome(append), "appended");
    for (let repeat = 1; repeat <= 3; repeat++)
      assert.equal(await changingNothing(subject, () => outcome(append)), "refused receipt-in-use");
    assert.deepEqual(await idsOn(subject), ["rec-1"]);
  },

  "refuses the same batch from another process and adds nothing": async (subject) => {
    const { grant, sheet, sink, twin } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    const again = () => outcome(() => twin.append(grant, sealed));
    assert.equal(await changingNothing(subject, again), "refused receipt-in-use");
    assert.deepEqual(await idsOn(subject), ["rec-1"]);
  },

  "keeps a batch whose answer was lost, and refuses its repeat": async (subject) => {
    const { grant, sheet, sink, lever } = subject;
    for (const [index, trouble] of DONE_ALL_THE_SAME.entries()) {
      const sealed = sealedBatchOf(sheet, [rowOf(`rec-${index}`)], { sequence: index + 1 });
      await lever.next(trouble);
      assert.match(await outcome(() => sink.append(grant, sealed)), /^rejected (no-answer|provider-error)$/);
      assert.equal(await outcome(() => sink.append(grant, sealed)), "refused receipt-in-use");
    }
    assert.deepEqual(await idsOn(subject), ["rec-0", "rec-1", "rec-2"]);
  },

  "appends on the repeat when nothing was done before": async (subject) => {
    const { grant, sheet, sink, lever } = subject;
    for (const [index, trouble] of NOTHING_DONE.entries()) {
      const sealed = sealedBatchOf(sheet, [rowOf(`rec-${index}`)], { sequence: index + 1 });
      await lever.next(trouble);
      await changingNothing(subject, () => outcome(() => sink.append(grant, sealed)));
      assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    }
    assert.deepEqual(await idsOn(subject), ["rec-0", "rec-1", "rec-2", "rec-3"]);
  },

  "lets exactly one of two racing appends write": async (subject) => {
    const { grant, sheet, sink, twin } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1"), rowOf("rec-2")]);
    const race = [sink, twin, sink].map((each) => outcome(() => each.append(grant, sealed)));
    assert.deepEqual((await Promise.all(race)).toSorted(), [
      "appended",
      "refused receipt-in-use",
      "refused receipt-in-use",
    ]);
    assert.deepEqual(await idsOn(subject), ["rec-1", "rec-2"]);
  },

  "adds nothing once the batch is void": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    const { receipt } = sealed.batch;
    await people.leaveMark(sheet.spreadsheetId, { id: receipt.id, ...voidMark(receipt) });
    const append = () => outcome(() => sink.append(grant, sealed));
    assert.equal(await changingNothing(subject, append), "refused receipt-in-use");
  },

  "adds nothing when a request lands after its batch became void": async (subject) => {
    const { grant, sheet, sink, lever, people } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    const { receipt } = sealed.batch;
    await lever.next("late");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "rejected no-answer");
    await people.leaveMark(sheet.spreadsheetId, { id: receipt.id, ...voidMark(receipt) });
    await changingNothing(subject, () => lever.land());
    assert.deepEqual(await idsOn(subject), []);
  },

  "adds nothing when a request lands after its repeat": async (subject) => {
    const { grant, sheet, sink, twin, lever } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await lever.next("late");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "rejected no-answer");
    assert.equal(await outcome(() => twin.append(grant, sealed)), "appended");
    await changingNothing(subject, () => lever.land());
    assert.deepEqual(await idsOn(subject), ["rec-1"]);
  },

  "refuses when a stranger holds the receipt id, and adds nothing": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    const stranger = { id: sealed.batch.receipt.id, key: "theirs", value: "somebody else's" };
    await people.leaveMark(sheet.spreadsheetId, stranger);
    const append = () => outcome(() => sink.append(grant, sealed));
    assert.equal(await changingNothing(subject, append), "refused receipt-in-use");
  },

  "keeps apart batches that are alike: of one number, of another link": async (subject) => {
    const { grant, sheet, sink } = subject;
    const batches = [
      sealedBatchOf(sheet, [rowOf("rec-1")]),
      sealedBatchOf(sheet, [rowOf("rec-2")], { sequence: 10 }),
      sealedBatchOf(sheet, [rowOf("rec-3")], { link: link10 }),
    ];
    for (const sealed of batches) assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    assert.deepEqual(await idsOn(subject), ["rec-1", "rec-2", "rec-3"]);
    assert.deepEqual(
      (await marksOf(subject)).map(({ id, value }) => ({ id, value })),
      batches.map(({ batch: { receipt } }) => ({ id: receipt.id, value: receipt.tag })),
    );
  },
} satisfies Readonly<Record<string, Guarantee<SheetSinkSubject>>>;
