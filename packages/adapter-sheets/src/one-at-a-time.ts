import { PortFailure } from "@attendance-export/core";

/** Calls that may wait for one spreadsheet; more would be a defect of the caller, and memory. */
const MAX_WAITING = 100;

/**
 * Lets one call at a time through for each key, in the order of asking. For this process only: between processes the
 * receipts decide. Google advises one request a second for a spreadsheet, and parallel appends were seen to overwrite
 * each other (sheets/FACTS.md §1, §2).
 */
export class OneAtATime {
  readonly #lines = new Map<string, { waiting: number; last: Promise<void> }>();

  async run<Result>(key: string, call: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(key) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= MAX_WAITING)
      throw new PortFailure("out-of-time", `${MAX_WAITING} calls wait for one spreadsheet already`);
    this.#lines.set(key, line);
    line.waiting += 1;
    const turn = line.last.then(call);
    // The next one waits for the end of this one, however it ends; who asked gets the result itself.
    line.last = turn.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await turn;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key);
    }
  }
}
