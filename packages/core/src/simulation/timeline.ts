import type { EpochMs } from "../model/time.ts";
import type { Decider } from "./decider.ts";

interface Happening {
  readonly at: EpochMs;
  readonly order: number;
  readonly happen: () => void;
}

/** Things this close in time may come in any order: clocks and networks are no more exact than that. */
const TIE_MS = 50;
/** Among how many of the next happenings the decider chooses. */
const TIE_WIDTH = 4;

/**
 * Virtual time for code that awaits. Everything outside the workers is a happening at a moment; a worker runs on until it
 * parks at its next port call, which is counted and not guessed, so one tape of choices gives one execution.
 */
export class Timeline {
  readonly #decider: Decider;
  readonly #pending: Happening[] = [];
  #order = 0;
  #awake = 0;
  #onIdle: (() => void) | undefined;
  now: EpochMs;
  #halted = false;

  constructor(decider: Decider, start: EpochMs) {
    this.#decider = decider;
    this.now = start;
  }

  after(ms: number, happen: () => void): void {
    const happening = { at: this.now + ms, order: this.#order++, happen };
    let index = this.#pending.length;
    while (index > 0 && (this.#pending[index - 1] as Happening).at > happening.at) index--;
    this.#pending.splice(index, 0, happening);
  }

  /** A worker's code runs now. */
  wake(): void {
    this.#awake++;
  }

  /** A worker's code waits for the world, or is over. */
  park(): void {
    this.#awake--;
    if (this.#awake === 0) this.#onIdle?.();
  }

  /** Nothing happens any more: what comes after a violation only hides it. */
  halt(): void {
    this.#halted = true;
  }

  /** Lets everything happen that is due until then, or everything there is. */
  async run(until: EpochMs): Promise<void> {
    while (!this.#halted) {
      const next = this.#pending[0];
      if (next === undefined || next.at > until) break;
      const [chosen] = this.#pending.splice(this.#choose(next.at), 1);
      if (chosen === undefined) break;
      if (chosen.at > this.now) this.now = chosen.at;
      chosen.happen();
      if (this.#awake > 0) await this.#idle();
    }
    if (until > this.now && until < Number.POSITIVE_INFINITY) this.now = until;
  }

  /** Not a loop of empty turns: a worker takes some ten of them from one call to the next. */
  #idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = () => {
        this.#onIdle = undefined;
        resolve();
      };
    });
  }

  #choose(first: EpochMs): number {
    const close = Math.max(first, this.now) + TIE_MS;
    let width = 1;
    while (width < TIE_WIDTH && (this.#pending[width]?.at ?? Number.POSITIVE_INFINITY) <= close) width++;
    return width > 1 ? this.#decider.pick(width, "order") : 0;
  }
}
