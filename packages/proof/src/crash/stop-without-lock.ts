import { isPortFailure } from "@attendance-export/core";
import type { WorkerProcess } from "./worker-process.ts";

/** Each attempt waits as long as SQLite is waited for; a process holds its lock for milliseconds. */
const ATTEMPTS = 5;
/** Long enough to leave the transaction in which it was stopped. */
const AWAKE_MS = 20;

/**
 * Stops a process and lets its lease lapse while it sleeps. Asleep in the middle of a transaction it would keep everybody out of the
 * store, and nobody could overtake it: then it is woken for a moment and stopped again.
 */
export const stopWithoutLock = async (worker: WorkerProcess, lapse: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    worker.signal("SIGSTOP");
    try {
      return await lapse();
    } catch (locked) {
      if (attempt === ATTEMPTS || !isPortFailure(locked)) throw locked;
      worker.signal("SIGCONT");
      await worker.endedWithin(AWAKE_MS);
    }
  }
};
