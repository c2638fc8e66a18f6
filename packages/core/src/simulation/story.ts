import type { EpochMs } from "../model/time.ts";

/** What happened, in plain lines with their times. */
export class Story {
  readonly lines: string[] = [];
  readonly #clock: { readonly now: EpochMs };
  readonly #start: EpochMs;

  constructor(clock: { readonly now: EpochMs }) {
    this.#clock = clock;
    this.#start = clock.now;
  }

  tell(line: string): void {
    this.lines.push(`${((this.#clock.now - this.#start) / 1000).toFixed(1).padStart(9)} s  ${line}`);
  }
}
