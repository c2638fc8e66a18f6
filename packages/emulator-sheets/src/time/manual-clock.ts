import type { EmulatorClock } from "./clock.ts";

interface Waiting {
  readonly at: number;
  readonly task: () => void;
}

/** Time that moves only when a test moves it: late commits and quota minutes without waiting. */
export class ManualClock implements EmulatorClock {
  #now: number;
  #waiting: Waiting[] = [];

  /** @param startMs milliseconds since 1970, UTC */
  constructor(startMs = Date.UTC(2026, 0, 5, 8)) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const waiting = { at: this.#now + delayMs, task };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  /** Moves time on and runs what becomes due, in the order of its time. */
  advance(ms: number): void {
    const target = this.#now + ms;
    for (let due = this.#nextDue(target); due !== undefined; due = this.#nextDue(target)) {
      this.#waiting = this.#waiting.filter((other) => other !== due);
      this.#now = due.at;
      due.task();
    }
    this.#now = target;
  }

  #nextDue(target: number): Waiting | undefined {
    const due = this.#waiting.filter((waiting) => waiting.at <= target);
    return due.reduce<Waiting | undefined>(
      (first, other) => (first === undefined || other.at < first.at ? other : first),
      undefined,
    );
  }
}
