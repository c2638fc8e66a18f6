import type { EpochMs } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";

interface Sleeper {
  readonly until: EpochMs;
  readonly wake: () => void;
}

/** What runs after one wake-up may take this many steps before the next sleeper is woken. */
const TURNS_BETWEEN_WAKINGS = 100;

/** Virtual time: it stands still until a test moves it, and then wakes every sleeper at its own moment. */
export class MemoryClock implements Clock {
  #now: EpochMs;
  #sleepers: readonly Sleeper[] = [];

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers = [...this.#sleepers, { until: this.#now + ms, wake }];
    });
  }

  /** How many are asleep now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /**
   * Moves time by `ms`. Each sleeper is woken at its own moment, earliest first, and may go to sleep again before the next
   * one is woken, so a loop of short sleeps runs as often as it would in that time.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    // What was called just before may still be on its way to its sleep.
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const { until, wake } = next;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wake !== wake);
      this.#now = Math.max(this.#now, until);
      wake();
      await settle();
    }
    this.#now = end;
  }

  #next(end: EpochMs): Sleeper | undefined {
    return this.#sleepers
      .filter(({ until }) => until <= end)
      .reduce<Sleeper | undefined>(
        (first, sleeper) => (first === undefined || sleeper.until < first.until ? sleeper : first),
        undefined,
      );
  }
}

/** Lets the code that a wake-up set free run on to its next wait. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS_BETWEEN_WAKINGS; turn += 1) await Promise.resolve();
};
