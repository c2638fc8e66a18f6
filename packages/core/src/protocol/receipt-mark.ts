import type { Receipt } from "../model/batch.ts";
import type { ReceiptReading } from "../ports/receipt-book.ts";
import { FINGERPRINT_LENGTH } from "./receipt-tag.ts";

/** The key of every mark of ours; short, since key and value share 30,000 characters with all other marks. */
export const RECEIPT_KEY = "ae";

/** Stands before the tag of a batch that was given up. */
const VOID_SIGN = "v";

/** What a mark says, wherever it stands. */
export interface Mark {
  readonly key: string;
  readonly value: string;
}

/** The mark that goes onto the sheet together with the batch's rows. */
export const rowsMark = (receipt: Receipt): Mark => ({ key: RECEIPT_KEY, value: receipt.tag });

/** The mark that keeps the batch's rows off the sheet for ever. */
export const voidMark = (receipt: Receipt): Mark => ({ key: RECEIPT_KEY, value: VOID_SIGN + receipt.tag });

/** What the mark under a batch's receipt id means for that batch. */
export const readMark = (receipt: Receipt, mark: Mark): Exclude<ReceiptReading, "none"> => {
  if (mark.key !== RECEIPT_KEY) return "foreign";
  if (mark.value === rowsMark(receipt).value) return "rows";
  if (mark.value === voidMark(receipt).value) return "void";
  return tagOf(receipt, mark.value)?.startsWith(receipt.tag.slice(0, FINGERPRINT_LENGTH)) === true
    ? "ours"
    : "foreign";
};

/** Another batch's tag is as long as this one's. A fingerprint may itself begin with the void sign, so length decides. */
const tagOf = (receipt: Receipt, value: string): string | undefined => {
  if (value.length === receipt.tag.length) return value;
  if (value.length === receipt.tag.length + 1 && value.startsWith(VOID_SIGN)) return value.slice(1);
  return undefined;
};

/** A tag, which may itself begin with the void sign, or a void sign and a tag. */
const RECEIPT_VALUE = /^v?([A-Za-z0-9_-]{18})$/;

/** Whether the link with that fingerprint wrote the mark; what others keep under an id in its range is left alone. */
export const isReceiptOf = (fingerprint: string, { key, value }: Mark): boolean => {
  const tag = RECEIPT_VALUE.exec(value)?.[1];
  return key === RECEIPT_KEY && tag?.startsWith(fingerprint) === true;
};
