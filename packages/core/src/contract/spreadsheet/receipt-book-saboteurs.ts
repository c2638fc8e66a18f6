import { PortFailure } from "../../failures/port-failure.ts";
import type { OpenBatch } from "../../model/batch.ts";
import type { ReceiptReading, VoidOutcome } from "../../ports/receipt-book.ts";
import { voidMark } from "../../protocol/receipt-mark.ts";
import type { Saboteurs } from "../contract.ts";
import { inabilitySaboteurs } from "./inability-saboteurs.ts";
import type { MemorySpreadsheetWorld } from "./memory-spreadsheet-world.ts";
import type { ReceiptBookSentence } from "./receipt-book-contract.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import { brokenBook, caught, type Saboteur, sabotaged } from "./sabotage.ts";

const VOIDED: VoidOutcome = { status: "voided" };

/** Reads one thing where another stands. */
const misreading = (read: ReceiptReading, taken: ReceiptReading): Saboteur =>
  brokenBook(({ book }) => ({
    read: async (grant, batch) => {
      const reading = await book.read(grant, batch);
      return reading === read ? taken : reading;
    },
  }));

/** Trusts what the sink told instead of what the sheet says. */
const trusting = (ends: "told" | "tried"): Saboteur =>
  sabotaged(({ sink, book }) => {
    const known = new Set<number>();
    return {
      sink: {
        append: async (grant, sealed) => {
          if (ends === "tried") known.add(sealed.batch.receipt.id);
          const result = await sink.append(grant, sealed);
          known.add(sealed.batch.receipt.id);
          return result;
        },
        probe: (grant, sheet) => sink.probe(grant, sheet),
      },
      book: {
        read: async (_grant, { receipt }) => (known.has(receipt.id) ? "rows" : "none"),
        void: (grant, batch) => book.void(grant, batch),
        prune: (grant, request) => book.prune(grant, request),
      },
    };
  });

/** Clears the place under the receipt's id, then writes the void there. */
const overwriting = (clear: (world: MemorySpreadsheetWorld, batch: OpenBatch) => void): Saboteur =>
  brokenBook((world) => ({
    void: async (grant, batch) => {
      clear(world, batch);
      return world.book.void(grant, batch);
    },
  }));

const removeMark = ({ file }: MemorySpreadsheetWorld, { receipt }: OpenBatch): void =>
  file.removeMarks([receipt.id]);

/** For each guarantee of the book, one that breaks it. */
export const receiptBookSaboteurs: Saboteurs<ReceiptBookSubject, ReceiptBookSentence> = {
  ...inabilitySaboteurs,

  "reads none where nothing was written, whatever stands beside it": brokenBook(({ file }) => ({
    read: async (_grant, { receipt }) =>
      file.marks.some(({ value }) => value.startsWith(receipt.tag.slice(0, 6))) ? "rows" : "none",
  })),
  "reads rows once the batch is on the sheet": misreading("rows", "none"),
  "reads rows after the answer to the append was lost": trusting("told"),
  "reads none while a request is on its way, and rows when it has landed": trusting("tried"),
  "reads rows also when the tab was deleted since": brokenBook(({ book, file }) => ({
    read: async (grant, batch) =>
      file.tab(batch.sheet.tabId) === undefined ? "none" : book.read(grant, batch),
  })),
  "reads void once the batch is void": misreading("void", "rows"),
  "reads ours where another batch of the link left its mark": misreading("ours", "foreign"),
  "reads foreign where another link left its mark": misreading("foreign", "ours"),
  "reads foreign what only looks like a mark of the link": brokenBook(({ book, file }) => ({
    read: async (grant, batch) => {
      const { id, tag } = batch.receipt;
      const reading = await book.read(grant, batch);
      const looksAlike = file.mark(id)?.value.includes(tag.slice(0, 6)) === true;
      return reading === "foreign" && looksAlike ? "ours" : reading;
    },
  })),

  "writes a void receipt and no rows": brokenBook(({ file }) => ({
    void: async (_grant, { receipt }) => {
      file.write([{ mark: { id: receipt.id, key: "ae", value: receipt.tag } }]);
      return VOIDED;
    },
  })),
  "stops the batch's rows for ever, also those that come late": brokenBook(() => ({
    void: async () => VOIDED,
  })),
  "is refused once the rows are on the sheet, and changes nothing": overwriting(removeMark),
  "is refused when repeated, and adds nothing": brokenBook(({ book }) => ({
    void: async (grant, batch) => {
      await book.void(grant, batch);
      return VOIDED;
    },
  })),
  "is refused when a stranger holds the id, and changes nothing": overwriting((world, batch) => {
    if (world.file.mark(batch.receipt.id)?.key !== "ae") removeMark(world, batch);
  }),
  "holds although its answer was lost": brokenBook((world) => ({
    void: async (grant, batch) => {
      const failure = await caught(world.book.void(grant, batch));
      if (failure === undefined) return VOIDED;
      removeMark(world, batch);
      throw failure;
    },
  })),
  "lets either the rows or the void win a race, never both": brokenBook((world) => ({
    void: async (grant, batch) => {
      if (world.file.mark(batch.receipt.id) !== undefined) return world.book.void(grant, batch);
      // Looking first and writing later leaves a gap for the rows.
      await Promise.resolve();
      removeMark(world, batch);
      world.file.write([{ mark: { id: batch.receipt.id, ...voidMark(batch.receipt) } }]);
      return VOIDED;
    },
  })),
  "is refused when no receipt fits on the spreadsheet": overwriting(({ file }) =>
    file.removeMarks(file.marks.map(({ id }) => id)),
  ),
  "gives a batch up although its tab was deleted": brokenBook(({ book, file }) => ({
    void: async (grant, batch) => {
      if (file.tab(batch.sheet.tabId) !== undefined) return book.void(grant, batch);
      return { status: "refused", failure: new PortFailure("tab-missing", "there is no such tab") };
    },
  })),

  "removes the receipts of the range, both ends included, and no other": brokenBook(({ book }) => ({
    prune: (grant, request) => book.prune(grant, { ...request, through: request.through - 1 }),
  })),
  "leaves what strangers keep under ids of the range": brokenBook(({ file }) => ({
    prune: async (_grant, { receiptBase, from, through }) => {
      for (let sequence = from; sequence <= through; sequence++) file.removeMarks([receiptBase + sequence]);
    },
  })),
  "changes nothing when repeated, or where there is nothing": brokenBook(({ book, file }) => ({
    prune: async (grant, request) => {
      if (file.mark(request.receiptBase + request.from) === undefined)
        throw new PortFailure("request-malformed", "there is no such mark");
      return book.prune(grant, request);
    },
  })),
  "takes a range of a million batches": brokenBook(({ book }) => ({
    prune: async (grant, request) => {
      if (request.through - request.from > 1_000) throw new PortFailure("too-large", "too many at once");
      return book.prune(grant, request);
    },
  })),
  "makes room for new receipts, and leaves the rows": brokenBook(({ book, file, sheet }) => ({
    prune: async (grant, request) => {
      file.tab(sheet.tabId)?.replaceRows([]);
      return book.prune(grant, request);
    },
  })),
};
