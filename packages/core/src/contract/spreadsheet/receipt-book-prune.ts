import assert from "node:assert/strict";
import { rowsMark } from "../../protocol/receipt-mark.ts";
import type { Guarantee } from "../contract.ts";
import { outcome } from "./outcome.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import { link1, link10, rowOf, sealedBatchOf, tagOf } from "./sealed-batch-of.ts";
import type { TrueMark } from "./spreadsheet-world.ts";
import { changingNothing, idsOn, marksOf } from "./truth-of.ts";

/** Receipts of the link's batches 1 to `count`, and one of another link's batch 3. */
const leaveReceipts = async ({ sheet, people }: ReceiptBookSubject, count: number): Promise<void> => {
  for (let sequence = 1; sequence <= count; sequence++)
    await people.leaveMark(sheet.spreadsheetId, receiptOf(link1, sequence));
  await people.leaveMark(sheet.spreadsheetId, receiptOf(link10, 3));
};

const receiptOf = (link: typeof link1, sequence: number): TrueMark => {
  const id = link.receiptBase + sequence;
  return { id, ...rowsMark({ id, tag: tagOf(link, sequence) }) };
};

const prune = (subject: ReceiptBookSubject, from: number, through: number): Promise<string> =>
  outcome(() =>
    subject.book.prune(subject.grant, {
      sheet: subject.sheet,
      receiptBase: link1.receiptBase,
      fingerprint: link1.fingerprint,
      from,
      through,
    }),
  );

/** Making room. */
export const receiptBookPrune = {
  "removes the receipts of the range, both ends included, and no other": async (subject) => {
    await leaveReceipts(subject, 12);
    assert.equal(await prune(subject, 2, 10), "done");
    assert.deepEqual(await marksOf(subject), [
      receiptOf(link1, 1),
      receiptOf(link1, 11),
      receiptOf(link1, 12),
      receiptOf(link10, 3),
    ]);
  },

  "leaves what strangers keep under ids of the range": async (subject) => {
    const { sheet, people } = subject;
    const strangers = [
      { id: link1.receiptBase + 1, key: "theirs", value: tagOf(link1, 1) },
      { id: link1.receiptBase + 2, key: "ae", value: "a note of another program" },
      // Two links of one spreadsheet drew bases so close that their ranges meet.
      { id: link1.receiptBase + 3, key: "ae", value: tagOf(link10, 7) },
    ];
    for (const stranger of strangers) await people.leaveMark(sheet.spreadsheetId, stranger);
    assert.equal(await changingNothing(subject, () => prune(subject, 1, 3)), "done");
  },

  "changes nothing when repeated, or where there is nothing": async (subject) => {
    await leaveReceipts(subject, 4);
    assert.equal(await prune(subject, 1, 3), "done");
    assert.equal(await changingNothing(subject, () => prune(subject, 1, 3)), "done");
    assert.equal(await changingNothing(subject, () => prune(subject, 500, 900)), "done");
  },

  "takes a range of a million batches": async (subject) => {
    await leaveReceipts(subject, 3);
    assert.equal(await prune(subject, 1, 999_999), "done");
    assert.deepEqual(await marksOf(subject), [receiptOf(link10, 3)]);
  },

  "makes room for new receipts, and leaves the rows": async (subject) => {
    const { grant, sheet, sink, people } = subject;
    const append = (sequence: number) =>
      outcome(() => sink.append(grant, sealedBatchOf(sheet, [rowOf(`rec-${sequence}`)], { sequence })));
    assert.equal(await append(1), "appended");
    await people.leaveMark(sheet.spreadsheetId, { id: 17, key: "theirs", value: "x".repeat(29_960) });
    assert.equal(await append(2), "refused receipts-full");
    assert.equal(await prune(subject, 1, 1), "done");
    assert.equal(await append(2), "appended");
    assert.deepEqual(await idsOn(subject), ["rec-1", "rec-2"]);
  },
} satisfies Readonly<Record<string, Guarantee<ReceiptBookSubject>>>;
