import { sfc32 } from "./sfc32.ts";

/** What a choice is about; each kind has its own odds. */
export type ChoiceKind = "fault" | "order" | "latency" | "plan";

/** The only source of chance in a simulation. Choice 0 is always the benign one. */
export interface Decider {
  /** A whole number from 0 to `options - 1`. */
  pick(options: number, kind: ChoiceKind): number;
  /** Every choice so far: played back, it gives the same execution. */
  readonly tape: readonly number[];
  /** How many things went wrong by choice. */
  readonly troubles: number;
}

/** Percent of calls that go wrong; each run draws one, so that calm and wild runs are both seen ("swarm"). */
const FAULT_RATES = [0, 2, 5, 10, 20, 35];

/** Keeps the tape. */
abstract class Recorder implements Decider {
  readonly tape: number[] = [];
  troubles = 0;

  pick(options: number, kind: ChoiceKind): number {
    const choice = options > 1 ? this.choose(options, kind) : 0;
    if (kind === "fault" && choice > 0) this.troubles++;
    this.tape.push(choice);
    return choice;
  }

  protected abstract choose(options: number, kind: ChoiceKind): number;
}

/** Chance from a seed. */
export class RandomDecider extends Recorder {
  readonly #draw: () => number;
  readonly #faultRate: number;
  readonly #wildness: number;

  constructor(seed: number) {
    super();
    this.#draw = sfc32(seed);
    this.#faultRate = FAULT_RATES[this.#draw() % FAULT_RATES.length] ?? 0;
    this.#wildness = this.#draw() % 100;
  }

  protected override choose(options: number, kind: ChoiceKind): number {
    if (kind === "fault")
      return this.#draw() % 100 < this.#faultRate ? 1 + (this.#draw() % (options - 1)) : 0;
    if (kind === "order") return this.#draw() % 100 < this.#wildness ? this.#draw() % options : 0;
    return this.#draw() % options;
  }
}

/** Everything is benign but for faults at certain places; tells where else faults could have been. */
export class PlacedDecider extends Recorder {
  /** How many options each choice about a fault had, in order. */
  readonly places: number[] = [];
  readonly #faults: ReadonlyMap<number, number>;
  readonly #plans: readonly number[];
  #planned = 0;

  /** `faults`: the option to take, by the number of the choice about a fault. `plans`: the first choices of a plan. */
  constructor(faults: ReadonlyMap<number, number>, plans: readonly number[] = []) {
    super();
    this.#faults = faults;
    this.#plans = plans;
  }

  protected override choose(options: number, kind: ChoiceKind): number {
    if (kind === "plan") return (this.#plans[this.#planned++] ?? 0) % options;
    if (kind !== "fault") return 0;
    const choice = this.#faults.get(this.places.length) ?? 0;
    this.places.push(options);
    return choice;
  }
}

/** Plays a tape back; past its end every choice is benign. */
export class TapeDecider extends Recorder {
  readonly #source: ArrayLike<number>;

  constructor(source: ArrayLike<number>) {
    super();
    this.#source = source;
  }

  protected override choose(options: number): number {
    return (this.#source[this.tape.length] ?? 0) % options;
  }
}
