import {
  type MemorySpreadsheetWorld,
  openMemorySpreadsheetWorld,
  receiptBookContract,
  sheetReaderContract,
  sheetSinkContract,
  spreadsheetSetupContract,
  verify,
} from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { type GuardedRunChanges, guardedRun } from "../test/guarded-run.ts";
import { noWaits } from "../test/seeded-ids.ts";
import { resilientReceiptBook } from "./resilient-receipt-book.ts";
import { resilientSheetReader } from "./resilient-sheet-reader.ts";
import { resilientSheetSink } from "./resilient-sheet-sink.ts";
import { resilientSpreadsheetSetup } from "./resilient-spreadsheet-setup.ts";

const runner = { describe, it };

/** Proven above with nothing tried again; here they must fail, or the guard would not have tried. */
const AGAIN = "the lever fails one request, and the guard makes another that is served";

const servedInTheEnd = {
  "tells that the service cannot be reached": AGAIN,
  "tells that the service has an error of its own": AGAIN,
  "tells that the quota is spent": AGAIN,
  "tells for how long the service asks to wait": AGAIN,
  "shows no token or secret in any failure": AGAIN,
};

/** The sheet ports of the memory service, each wrapped; the twin belongs to another run of another process. */
const openWrapped = (changes: GuardedRunChanges) => async (): Promise<MemorySpreadsheetWorld> => {
  const world = await openMemorySpreadsheetWorld();
  const run = guardedRun({ jitter: noWaits, ...changes });
  return {
    ...world,
    sink: resilientSheetSink(world.sink, run),
    twin: resilientSheetSink(world.twin, guardedRun({ jitter: noWaits, ...changes })),
    book: resilientReceiptBook(world.book, run),
    reader: resilientSheetReader(world.reader, run),
    setup: resilientSpreadsheetSetup(world.setup, run),
  };
};

describe("sheet ports", () => {
  // Waits pass by themselves: what the service asks for would otherwise take seconds.
  beforeEach(() => {
    vi.useFakeTimers().setTimerTickMode("nextTimerAsync");
  });
  afterEach(() => vi.useRealTimers());

  describe("guarded, with nothing tried again", () => {
    const open = openWrapped({ policy: { retries: 0 } });
    verify(runner, sheetSinkContract, { adapter: "resilientSheetSink", open });
    verify(runner, receiptBookContract, { adapter: "resilientReceiptBook", open });
    verify(runner, sheetReaderContract, { adapter: "resilientSheetReader", open });
    verify(runner, spreadsheetSetupContract, { adapter: "resilientSpreadsheetSetup", open });
  });

  describe("guarded as in production", () => {
    const open = openWrapped({});
    verify(runner, sheetSinkContract, {
      adapter: "resilientSheetSink",
      open,
      except: {
        ...servedInTheEnd,
        "keeps a batch whose answer was lost, and refuses its repeat":
          "the guard repeats it after an error, and is told of the refusal itself",
        "appends on the repeat when nothing was done before":
          "the guard repeats it, and it is appended at once",
      },
    });
    verify(runner, receiptBookContract, { adapter: "resilientReceiptBook", open, except: servedInTheEnd });
    verify(runner, sheetReaderContract, { adapter: "resilientSheetReader", open, except: servedInTheEnd });
    verify(runner, spreadsheetSetupContract, {
      adapter: "resilientSpreadsheetSetup",
      open,
      except: {
        ...servedInTheEnd,
        "takes no failure for an answer, and mends on the repeat what it left":
          "the guard repeats the canary after an error, and has its answer",
      },
    });
  });
});
