import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import type { DeadLetter } from "../model/dead-letter.ts";
import type { ExportQueue, ExportRequest } from "../ports/export-queue.ts";

/** Keeps what was asked for and what was buried, in order. */
export class MemoryExportQueue implements ExportQueue {
  /** While set, it takes nothing. */
  trouble: FailureCode | undefined;
  readonly #asked: ExportRequest[] = [];
  readonly #buried: DeadLetter[] = [];

  get asked(): readonly ExportRequest[] {
    return this.#asked;
  }

  get buried(): readonly DeadLetter[] {
    return this.#buried;
  }

  /** The oldest request, which is then gone. */
  next(): ExportRequest | undefined {
    return this.#asked.shift();
  }

  async ask(request: ExportRequest): Promise<void> {
    this.#take();
    this.#asked.push(request);
  }

  async bury(letter: DeadLetter): Promise<void> {
    this.#take();
    this.#buried.push(letter);
  }

  #take(): void {
    if (this.trouble !== undefined)
      throw new PortFailure(this.trouble, "the memory queue takes nothing, as it was told to");
  }
}
