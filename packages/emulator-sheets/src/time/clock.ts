/** The emulator's only time. Milliseconds since 1970, UTC. */
export interface EmulatorClock {
  now(): number;
  /** Runs `task` once, `delayMs` from now, unless the returned function is called before. */
  after(delayMs: number, task: () => void): () => void;
}

/** The clock of this machine; a waiting task does not keep the process alive. */
export const systemClock: EmulatorClock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
