import type { ReceiptBook } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

const read: PortCall = { name: "ReceiptBook.read", service: "sheets", kind: "read" };

/**
 * Repeated like an append and for the same reason: it is written under the same id, so a second one is refused, and a
 * refusal is settled by reading. Never after silence either.
 */
const voiding: PortCall = { name: "ReceiptBook.void", service: "sheets", kind: "repeatable" };

/** What is removed already is not there to be removed again. */
const prune: PortCall = { name: "ReceiptBook.prune", service: "sheets", kind: "repeatable" };

export const resilientReceiptBook = (book: ReceiptBook, run: RunGuard): ReceiptBook => ({
  read: (grant, batch) => run.call(read, () => book.read(grant, batch)),
  void: (grant, batch) => run.call(voiding, () => book.void(grant, batch)),
  prune: (grant, request) => run.call(prune, () => book.prune(grant, request)),
});
