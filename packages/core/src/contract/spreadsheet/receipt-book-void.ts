import assert from "node:assert/strict";
import { voidMark } from "../../protocol/receipt-mark.ts";
import type { Guarantee } from "../contract.ts";
import { outcome, resultOf } from "./outcome.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import { rowOf, sealedBatchOf } from "./sealed-batch-of.ts";
import { changingNothing, idsOn, marksOf } from "./truth-of.ts";

/** Giving a batch up, for ever. */
export const receiptBookVoid = {
  "writes a void receipt and no rows": async (subject) => {
    const { grant, sheet, book } = subject;
    const { batch } = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => book.void(grant, batch)), "voided");
    assert.deepEqual(await marksOf(subject), [{ id: batch.receipt.id, ...voidMark(batch.receipt) }]);
    assert.deepEqual(await idsOn(subject), []);
  },

  "stops the batch's rows for ever, also those that come late": async (subject) => {
    const { grant, sheet, sink, book, lever } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await lever.next("late");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "rejected no-answer");
    assert.equal(await outcome(() => book.void(grant, sealed.batch)), "voided");
    await lever.land();
    assert.equal(await outcome(() => sink.append(grant, sealed)), "refused receipt-in-use");
    assert.deepEqual(await idsOn(subject), []);
  },

  "is refused once the rows are on the sheet, and changes nothing": async (subject) => {
    const { grant, sheet, sink, book } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    const giveUp = () => outcome(() => book.void(grant, sealed.batch));
    assert.equal(await changingNothing(subject, giveUp), "refused receipt-in-use");
    assert.equal(await resultOf(() => book.read(grant, sealed.batch)), "rows");
  },

  "is refused when repeated, and adds nothing": async (subject) => {
    const { grant, sheet, book } = subject;
    const { batch } = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => book.void(grant, batch)), "voided");
    const again = () => outcome(() => book.void(grant, batch));
    assert.equal(await changingNothing(subject, again), "refused receipt-in-use");
  },

  "is refused when a stranger holds the id, and changes nothing": async (subject) => {
    const { grant, sheet, book, people } = subject;
    const { batch } = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await people.leaveMark(sheet.spreadsheetId, { id: batch.receipt.id, key: "theirs", value: "hers" });
    const giveUp = () => outcome(() => book.void(grant, batch));
    assert.equal(await changingNothing(subject, giveUp), "refused receipt-in-use");
  },

  "holds although its answer was lost": async (subject) => {
    const { grant, sheet, sink, book, lever } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await lever.next("answer-lost");
    assert.equal(await outcome(() => book.void(grant, sealed.batch)), "rejected no-answer");
    assert.equal(await resultOf(() => book.read(grant, sealed.batch)), "void");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "refused receipt-in-use");
    assert.deepEqual(await idsOn(subject), []);
  },

  "lets either the rows or the void win a race, never both": async (subject) => {
    const { grant, sheet, sink, book } = subject;
    for (let sequence = 1; sequence <= 4; sequence++) {
      const sealed = sealedBatchOf(sheet, [rowOf(`rec-${sequence}`)], { sequence });
      const before = (await idsOn(subject)).length;
      const append = () => outcome(() => sink.append(grant, sealed));
      const giveUp = () => outcome(() => book.void(grant, sealed.batch));
      const race = sequence % 2 === 0 ? [append(), giveUp()] : [giveUp(), append()];
      const ends = await Promise.all(race);
      const reading = await resultOf(() => book.read(grant, sealed.batch));
      const won = reading === "rows" ? "appended" : "voided";
      assert.deepEqual(ends.toSorted(), [won, "refused receipt-in-use"].toSorted());
      assert.equal((await idsOn(subject)).length - before, reading === "rows" ? 1 : 0);
    }
  },

  "is refused when no receipt fits on the spreadsheet": async (subject) => {
    const { grant, sheet, book, people } = subject;
    await people.leaveMark(sheet.spreadsheetId, { id: 17, key: "theirs", value: "x".repeat(29_980) });
    const giveUp = () => outcome(() => book.void(grant, sealedBatchOf(sheet, []).batch));
    assert.equal(await changingNothing(subject, giveUp), "refused receipts-full");
  },

  "gives a batch up although its tab was deleted": async (subject) => {
    const { grant, sheet, book, people } = subject;
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    const { batch } = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => book.void(grant, batch)), "voided");
    assert.equal(await resultOf(() => book.read(grant, batch)), "void");
  },
} satisfies Readonly<Record<string, Guarantee<ReceiptBookSubject>>>;
