import type { Step } from "./steps.ts";

/** A place in the code: a function, or a method of a class, in a file from the project's root. */
export interface Place {
  readonly file: string;
  /** `planBatch`, or `DeliverBatch.#send`. */
  readonly name: string;
}

/** What a move of the model stands for. */
export interface Counterpart {
  readonly does: string;
  readonly places: readonly Place[];
}

const CORE = "packages/core/src";
const SHEETS = "packages/adapter-sheets/src";
const protocol = (file: string, name: string): Place => ({ file: `${CORE}/protocol/${file}.ts`, name });
const run = (file: string, name: string): Place => ({ file: `${CORE}/use-cases/export/${file}.ts`, name });
const useCase = (file: string, name: string): Place => ({ file: `${CORE}/use-cases/${file}.ts`, name });
const sheets = (file: string, name: string): Place => ({ file: `${SHEETS}/${file}.ts`, name });

const whilePlanned = protocol("open-batch", "whilePlanned");

/** What a worker does in each step. A step without a counterpart does not compile. */
export const codeOfSteps: Readonly<Record<Step, Counterpart>> = {
  IDLE: {
    does: "A run begins: takes the lease, opens an orphan of the sheet again, finds the open batch.",
    places: [
      useCase("export-attendance", "ExportAttendance.execute"),
      protocol("begin-run", "beginRun"),
      protocol("orphans", "orphanOfThisSheet"),
      protocol("orphans", "adoptOrphan"),
    ],
  },
  READ: {
    does: "Reads the backlog and renders rows, for the link and the sequence that it knows.",
    places: [run("next-rows", "NextRows.peek"), run("next-rows", "NextRows.#readOn")],
  },
  PLAN: {
    does: "Freezes the next batch, unless one is open or the ledger has moved on.",
    places: [run("bring-up-to-date", "BringUpToDate.#plan"), protocol("plan-batch", "planBatch")],
  },
  RELOAD: {
    does: "Reads the ledger again after somebody else has settled or planned.",
    places: [run("bring-up-to-date", "BringUpToDate.#reload"), run("settle-batch", "SettleBatch.#elsewhere")],
  },
  LOOK: {
    does: "While a request may be under way, looks for the receipt and ends the run if there is none; later, takes the batch up.",
    places: [
      run("bring-up-to-date", "BringUpToDate.#take"),
      run("deliver-batch", "DeliverBatch.#whileUnanswered"),
    ],
  },
  NOTE: {
    does: "Notes that a request leaves, and learns how the batch stands.",
    places: [run("deliver-batch", "DeliverBatch.execute"), protocol("open-batch", "noteSending")],
  },
  SEND: {
    does: "Sends receipt and rows in one request.",
    places: [
      run("deliver-batch", "DeliverBatch.#send"),
      sheets("google-sheet-sink", "GoogleSheetSink.append"),
    ],
  },
  AWAIT_ROWS: {
    does: "Hears an answer, none, or waits no longer; gives a batch up that tells nothing again and again.",
    places: [
      run("deliver-batch", "DeliverBatch.#attempt"),
      run("deliver-batch", "DeliverBatch.#afterSilence"),
      run("deliver-batch", "DeliverBatch.#afterError"),
      protocol("open-batch", "noteInconclusive"),
    ],
  },
  READ_RECEIPT: {
    does: "The id is in use: reads whose receipt it is.",
    places: [run("deliver-batch", "DeliverBatch.#read"), run("deliver-batch", "DeliverBatch.#judge")],
  },
  READ_AFTER_REFUSAL: {
    does: "Refused in other words: reads the receipt all the same, and believes the refusal only if there is none.",
    places: [run("deliver-batch", "DeliverBatch.#send"), run("deliver-batch", "DeliverBatch.#afterRefusal")],
  },
  GIVE_UP: {
    does: "Writes down that the batch is given up, and why, before its void receipt is sent.",
    places: [
      protocol("open-batch", "giveUpBatch"),
      protocol("open-batch", "noteUnknownRefusal"),
      whilePlanned,
    ],
  },
  SEND_VOID: {
    does: "Sends a void receipt under the batch's id.",
    places: [
      run("deliver-batch", "DeliverBatch.#void"),
      sheets("google-receipt-book", "GoogleReceiptBook.void"),
    ],
  },
  AWAIT_VOID: {
    does: "Hears what became of the void receipt.",
    places: [run("deliver-batch", "DeliverBatch.#void"), run("deliver-batch", "DeliverBatch.#attempt")],
  },
  MOVE: {
    does: "A stranger's mark stands under the id: moves the batch to a fresh one, unless somebody has.",
    places: [protocol("open-batch", "moveReceipts")],
  },
  APPLY: {
    does: "The rows are on the sheet for certain: the batch is applied.",
    places: [run("settle-batch", "SettleBatch.#confirm"), protocol("open-batch", "applyBatch")],
  },
  MARK: {
    does: "Marks the records, one after the other, with the revision that was frozen.",
    places: [run("settle-batch", "SettleBatch.#confirm"), run("settle-batch", "exportedBatch")],
  },
  CONFIRM: {
    does: "All are marked: closes the batch, if it is still the open one.",
    places: [protocol("close-batch", "confirmBatch"), protocol("close-batch", "closing")],
  },
  JUDGE_VOID: {
    does: "The void receipt stands: asks the ledger whether a record alone in its batch is to blame.",
    places: [run("settle-batch", "SettleBatch.#free"), run("settle-batch", "SettleBatch.#isToBlame")],
  },
  SET_ASIDE: {
    does: "Sets the record aside, in the revision that was frozen, before the batch is closed.",
    places: [run("settle-batch", "SettleBatch.#setAside")],
  },
  CLOSE_VOID: {
    does: "Closes the batch as void: its records are free, in smaller batches.",
    places: [protocol("close-batch", "voidBatch"), protocol("close-batch", "afterVoid")],
  },
  FLAG: {
    does: "Access was denied: flags the link, for the grant that was in force and by the run that has it.",
    places: [run("answer-failure", "AnswerFailure.#flagIfLinks"), protocol("link-status", "flagLink")],
  },
};

/** What else may happen, at any moment. */
export const codeOfEnvironment: Readonly<Record<string, Counterpart>> = {
  "the first link": {
    does: "The canary first: in a world that accepts used ids no link is made.",
    places: [
      useCase("link-sheet", "LinkSheet.#proveReceipts"),
      sheets("google-spreadsheet-setup", "GoogleSpreadsheetSetup.receiptsAreWriteOnce"),
      protocol("link-sheet", "firstLink"),
    ],
  },
  "another sheet is linked": {
    does: "A planned batch becomes an orphan of its sheet; an applied one stays open.",
    places: [protocol("link-sheet", "relinked"), protocol("link-sheet", "orphaningOpen")],
  },
  "access withdrawn, reconnected": {
    does: "A fresh grant takes the place of the old one and ends the error.",
    places: [protocol("link-sheet", "reconnect"), useCase("reconnect-sheet", "ReconnectSheet.execute")],
  },
  "the lease lapses": {
    does: "Only time; whoever began before still believes in its run.",
    places: [
      protocol("lease", "leaseHeldByAnother"),
      protocol("lease", "takeLease"),
      protocol("end-run", "endRun"),
    ],
  },
  "a receipt is removed": {
    does: "Receipts that no request and no paused worker can meet any more.",
    places: [protocol("prune-receipts", "prunable"), run("prune-old-receipts", "pruneOldReceipts")],
  },
  "a record is edited": {
    does: "What is set aside comes back in its new revision; what is frozen stays as it was.",
    places: [run("next-rows", "NextRows.#quarantine"), run("next-rows", "NextRows.#readOn")],
  },
};
