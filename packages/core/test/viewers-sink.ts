import { PortFailure } from "../src/failures/port-failure.ts";
import { MemorySheetSink } from "../src/memory/memory-sheet-sink.ts";
import type { MemorySpreadsheets } from "../src/memory/memory-spreadsheets.ts";
import type { SealedBatch, SheetAddress } from "../src/model/batch.ts";
import type { Grant } from "../src/model/linked-sheet.ts";
import type { AppendOutcome, SheetSink } from "../src/ports/sheet-sink.ts";

/** The sheet as a viewer meets it: reads work, writes are denied. */
export class ViewersSink implements SheetSink {
  readonly #honest: MemorySheetSink;
  mayWrite = false;

  constructor(service: MemorySpreadsheets) {
    this.#honest = new MemorySheetSink(service);
  }

  async append(grant: Grant, sealed: SealedBatch): Promise<AppendOutcome> {
    if (this.mayWrite) return this.#honest.append(grant, sealed);
    throw new PortFailure("access-denied", "The caller does not have permission");
  }

  probe(grant: Grant, sheet: SheetAddress): Promise<void> {
    return this.#honest.probe(grant, sheet);
  }
}
