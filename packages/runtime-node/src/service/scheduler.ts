import type { DispatchReport } from "@attendance-export/core";

export interface SchedulerParts {
  /** Asks for the runs that are due. */
  dispatch(): Promise<DispatchReport>;
  /** Whether more requests can be taken; what is left in the store, another process may find. */
  hasRoom(): boolean;
  /** Waits, or less once the signal says so. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  readonly everyMs: number;
  onReport(report: DispatchReport): void;
  onFailure(thrown: unknown): void;
}

/** A dispatch asks for some hundred runs: enough for every link that a store on one machine can hold. */
const MAX_DISPATCHES = 500;

/**
 * Looks for due links, at once and then once a period.
 *
 * A plain timer and no scheduling library: when a link is due stands in the store, where `Timetable` has put it, so nothing
 * is left to plan here. What a library would add, jobs of its own that fire at their own times, would be a second truth.
 * The next look begins a period after the last one ended, so that slow ones never pile up.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #abort = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Resolves once no look is under way. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { pause, everyMs } = this.#parts;
    while (!this.#abort.signal.aborted) {
      await this.#look();
      await pause(everyMs, this.#abort.signal);
    }
  }

  async #look(): Promise<void> {
    const { dispatch, hasRoom, onReport, onFailure } = this.#parts;
    try {
      for (let done = 0; done < MAX_DISPATCHES && hasRoom() && !this.#abort.signal.aborted; done++) {
        const report = await dispatch();
        onReport(report);
        if (!report.more) return;
      }
    } catch (thrown) {
      // Told, not thrown: the next look may find the store in better health, and a service that is up must keep looking.
      onFailure(thrown);
    }
  }
}
