import type { Clock } from "../ports/clock.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** The clock of one process; `skewMs` is how far it is off. */
export const simulatedClock = ({ timeline }: World, process: Process, skewMs: number): Clock => ({
  now: () => timeline.now + skewMs,
  sleep: (ms) => {
    timeline.park();
    return new Promise((resolve) => {
      timeline.after(ms, () => {
        if (process.dead) return;
        timeline.wake();
        resolve();
      });
    });
  },
});
