import assert from "node:assert/strict";
import type { OpenBatch } from "../../model/batch.ts";
import { rowsMark, voidMark } from "../../protocol/receipt-mark.ts";
import type { Guarantee } from "../contract.ts";
import { outcome, resultOf } from "./outcome.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import { link1, link10, rowOf, sealedBatchOf, tagOf } from "./sealed-batch-of.ts";
import { changingNothing } from "./truth-of.ts";

const read = (subject: ReceiptBookSubject, batch: OpenBatch): Promise<string> =>
  changingNothing(subject, () => resultOf(() => subject.book.read(subject.grant, batch)));

/** Leaves a mark under the batch's receipt id and reads what the book makes of it. */
const readingOf = async (
  subject: ReceiptBookSubject,
  {
    sequence,
    key = "ae",
    value,
  }: { readonly sequence: number; readonly key?: string; readonly value: string },
): Promise<string> => {
  const { batch } = sealedBatchOf(subject.sheet, [rowOf("rec-1")], { sequence });
  await subject.people.leaveMark(subject.sheet.spreadsheetId, { id: batch.receipt.id, key, value });
  return read(subject, batch);
};

/** What a receipt says about its batch. */
export const receiptBookReading = {
  "reads none where nothing was written, whatever stands beside it": async (subject) => {
    const { grant, sheet, sink } = subject;
    assert.equal(await read(subject, sealedBatchOf(sheet, []).batch), "none");
    await outcome(() => sink.append(grant, sealedBatchOf(sheet, [rowOf("rec-1")], { sequence: 10 })));
    assert.equal(await read(subject, sealedBatchOf(sheet, []).batch), "none");
  },

  "reads rows once the batch is on the sheet": async (subject) => {
    const { grant, sheet, sink } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    assert.equal(await read(subject, sealed.batch), "rows");
  },

  "reads rows after the answer to the append was lost": async (subject) => {
    const { grant, sheet, sink, lever } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await lever.next("answer-lost");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "rejected no-answer");
    assert.equal(await read(subject, sealed.batch), "rows");
  },

  "reads none while a request is on its way, and rows when it has landed": async (subject) => {
    const { grant, sheet, sink, lever } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    await lever.next("late");
    assert.equal(await outcome(() => sink.append(grant, sealed)), "rejected no-answer");
    assert.equal(await read(subject, sealed.batch), "none");
    await lever.land();
    assert.equal(await read(subject, sealed.batch), "rows");
  },

  "reads rows also when the tab was deleted since": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    const sealed = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => sink.append(grant, sealed)), "appended");
    await people.addTab(sheet.spreadsheetId, "Another");
    await people.deleteTab(sheet);
    assert.equal(await read(subject, sealed.batch), "rows");
  },

  "reads void once the batch is void": async (subject) => {
    const { grant, sheet, book } = subject;
    const { batch } = sealedBatchOf(sheet, [rowOf("rec-1")]);
    assert.equal(await outcome(() => book.void(grant, batch)), "voided");
    assert.equal(await read(subject, batch), "void");
  },

  "reads ours where another batch of the link left its mark": async (subject) => {
    const other = { id: 0, tag: tagOf(link1, 77) };
    assert.equal(await readingOf(subject, { sequence: 1, value: rowsMark(other).value }), "ours");
    assert.equal(await readingOf(subject, { sequence: 2, value: voidMark(other).value }), "ours");
  },

  "reads foreign where another link left its mark": async (subject) => {
    const other = { id: 0, tag: tagOf(link10, 1) };
    assert.equal(await readingOf(subject, { sequence: 1, value: rowsMark(other).value }), "foreign");
    assert.equal(await readingOf(subject, { sequence: 2, value: voidMark(other).value }), "foreign");
  },

  "reads foreign what only looks like a mark of the link": async (subject) => {
    const tag = tagOf(link1, 1);
    const values = [
      `v${tag.slice(0, -1)}`,
      tag.slice(0, 6),
      `${tag}x`,
      `vv${tag}`,
      tag.toUpperCase(),
      `v${tagOf(link1, 9)}x`,
    ];
    for (const [index, value] of values.entries())
      assert.equal(await readingOf(subject, { sequence: index + 2, value }), "foreign", value);
    assert.equal(await readingOf(subject, { sequence: 1, key: "theirs", value: tag }), "foreign");
  },
} satisfies Readonly<Record<string, Guarantee<ReceiptBookSubject>>>;
