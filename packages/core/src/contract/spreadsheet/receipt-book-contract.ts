import type { Contract } from "../contract.ts";
import { inabilityOf } from "./inability.ts";
import { receiptBookPrune } from "./receipt-book-prune.ts";
import { receiptBookReading } from "./receipt-book-reading.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import { receiptBookVoid } from "./receipt-book-void.ts";
import { link1, rowOf, sealedBatchOf } from "./sealed-batch-of.ts";

const guarantees = {
  ...receiptBookReading,
  ...receiptBookVoid,
  ...receiptBookPrune,
  ...inabilityOf<ReceiptBookSubject>([
    ({ book, sheet }, grant) => book.read(grant, sealedBatchOf(sheet, [rowOf("rec-1")]).batch),
    ({ book, sheet }, grant, turn) =>
      book.void(grant, sealedBatchOf(sheet, [rowOf("rec-1")], { sequence: turn }).batch),
    ({ book, sheet }, grant) =>
      book.prune(grant, {
        sheet,
        receiptBase: link1.receiptBase,
        fingerprint: link1.fingerprint,
        from: 50,
        through: 60,
      }),
  ]),
};

export type ReceiptBookSentence = keyof typeof guarantees;

/** What every `ReceiptBook` must prove. */
export const receiptBookContract: Contract<ReceiptBookSubject, ReceiptBookSentence> = {
  port: "ReceiptBook",
  guarantees,
};
