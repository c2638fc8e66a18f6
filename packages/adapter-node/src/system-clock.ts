import type { Clock, EpochMs } from "@attendance-export/core";

/** A timer cannot be set further than this; Node takes a longer one for 1 ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock and timers. */
export class SystemClock implements Clock {
  now(): EpochMs {
    return Date.now();
  }

  async sleep(ms: number): Promise<void> {
    // The steady clock decides and not `now`, which somebody may set; timers alone may fire a millisecond early.
    const end = performance.now() + ms;
    for (let left = ms; left > 0; left = end - performance.now())
      await new Promise((wake) => setTimeout(wake, Math.min(Math.ceil(left), LONGEST_TIMER_MS)));
  }
}
