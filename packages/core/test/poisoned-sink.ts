import type { FailureCode } from "../src/failures/failure-table.ts";
import { PortFailure } from "../src/failures/port-failure.ts";
import { MemorySheetSink } from "../src/memory/memory-sheet-sink.ts";
import type { MemorySpreadsheets } from "../src/memory/memory-spreadsheets.ts";
import type { SealedBatch, SheetAddress } from "../src/model/batch.ts";
import type { Grant } from "../src/model/linked-sheet.ts";
import type { AppendOutcome, SheetSink } from "../src/ports/sheet-sink.ts";

/** A sheet that refuses batches for what stands in some of their records, as Google may; receipts it looks at first. */
export class PoisonedSink implements SheetSink {
  readonly #service: MemorySpreadsheets;
  readonly #honest: MemorySheetSink;
  readonly #code: FailureCode;
  /** The records, in any revision, or in one: `r007@1`. */
  readonly poison: Set<string>;

  constructor(service: MemorySpreadsheets, poison: Iterable<string>, code: FailureCode = "content-refused") {
    this.#service = service;
    this.#honest = new MemorySheetSink(service);
    this.poison = new Set(poison);
    this.#code = code;
  }

  async append(grant: Grant, sealed: SealedBatch): Promise<AppendOutcome> {
    const { batch, rows } = sealed;
    const isFree = this.#service.file(batch.sheet.spreadsheetId)?.mark(batch.receipt.id) === undefined;
    const refused = rows.some(
      ({ recordId, revision }) => this.poison.has(recordId) || this.poison.has(`${recordId}@${revision}`),
    );
    if (isFree && refused)
      return { status: "refused", failure: new PortFailure(this.#code, "something in these rows") };
    return this.#honest.append(grant, sealed);
  }

  probe(grant: Grant, sheet: SheetAddress): Promise<void> {
    return this.#honest.probe(grant, sheet);
  }
}
