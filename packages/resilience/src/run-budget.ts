import type { Clock, EpochMs } from "@attendance-export/core";
import type { ResiliencePolicy } from "./policy.ts";

/** Counted in whole parts of a retry: ten times 0.1 would never be 1. */
const PARTS = 1_000;

export interface RunBudgetSettings {
  readonly clock: Clock;
  /** When everything of the run must have come back. */
  readonly deadline: EpochMs;
  readonly policy: Pick<ResiliencePolicy, "retriesHeld" | "retriesEarned" | "closingMs">;
}

/** What all the calls of one run share: its time, and how many retries it may spend. */
export class RunBudget {
  readonly #clock: Clock;
  readonly #closingMs: number;
  readonly #earned: number;
  readonly #most: number;
  readonly #cancellation = new AbortController();
  #deadline: EpochMs;
  #retries: number;

  constructor({ clock, deadline, policy }: RunBudgetSettings) {
    this.#clock = clock;
    this.#deadline = deadline;
    this.#closingMs = policy.closingMs;
    this.#earned = Math.round(policy.retriesEarned * PARTS);
    this.#most = policy.retriesHeld * PARTS;
    this.#retries = this.#most;
  }

  /** Until when an answer must be there. The last stretch belongs to the calls that close the run. */
  endFor({ closesRuns }: { readonly closesRuns: boolean }): EpochMs {
    return closesRuns ? this.#deadline : this.#deadline - this.#closingMs;
  }

  /** A call was made for the first time. */
  earnRetry(): void {
    this.#retries = Math.min(this.#most, this.#retries + this.#earned);
  }

  /** Takes a retry, if there is one left: a service in trouble is not helped by everybody asking six times. */
  spendRetry(): boolean {
    if (this.#retries < PARTS) return false;
    this.#retries -= PARTS;
    return true;
  }

  /** Aborted once the run is cancelled: nobody goes on waiting. */
  get cancelled(): AbortSignal {
    return this.#cancellation.signal;
  }

  /** Brings the deadline near: what closes the run still fits, anything else does not. */
  cancel(): void {
    this.#deadline = Math.min(this.#deadline, this.#clock.now() + this.#closingMs);
    this.#cancellation.abort();
  }
}
