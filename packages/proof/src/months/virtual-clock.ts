import type { Clock } from "@attendance-export/core";

/** Virtual time that a sleeper takes with it, so that months pass in seconds. */
export class VirtualClock implements Clock {
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

  /** Time goes on to that moment, unless sleepers have taken it further. */
  reach(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }
}
