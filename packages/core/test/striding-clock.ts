import type { Clock } from "../src/ports/clock.ts";

/** Virtual time that a sleeper takes with it: a sleep is over at once, and that much later. */
export class StridingClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.#now += ms;
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}
