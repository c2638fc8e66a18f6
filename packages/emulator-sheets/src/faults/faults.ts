import { SeededRandom } from "../random/seeded-random.ts";
import type { Fault, FaultedCall, FaultTarget } from "./fault.ts";
import { checkedFault, isTarget } from "./fault.ts";
import type { World } from "./world.ts";

interface Armed {
  readonly target: FaultTarget;
  /** What happens to the next matching calls, one a call; `pass` lets one through. */
  steps: readonly (Fault | "pass")[];
}

/** Random trouble: each matching call meets one of the faults with its probability. */
export interface Weather {
  readonly seed: number;
  readonly on?: FaultTarget;
  readonly odds: readonly { readonly fault: Fault; readonly probability: number }[];
}

export interface FaultsOptions {
  readonly world: World;
  readonly setStaleMs: (ms: number) => void;
}

/** The switches by which a test makes calls go wrong. */
export class Faults {
  readonly #world: World;
  readonly #setStaleMs: (ms: number) => void;
  #armed: Armed[] = [];
  #weather: { readonly random: SeededRandom; readonly forecast: Weather } | undefined;
  #late: (() => void)[] = [];

  constructor({ world, setStaleMs }: FaultsOptions) {
    this.#world = world;
    this.#setStaleMs = setStaleMs;
  }

  /** The next `times` calls that the target means go wrong. Faults armed earlier come first. */
  arm(
    fault: Fault,
    { on = {}, times = 1, after = 0 }: { on?: FaultTarget; times?: number; after?: number } = {},
  ): void {
    const steps = [...new Array<"pass">(after).fill("pass"), ...new Array<Fault>(times).fill(fault)];
    this.script(steps, on);
  }

  /** Says for each of the next calls that the target means what happens to it. */
  script(steps: readonly (Fault | "pass")[], on: FaultTarget = {}): void {
    this.#armed.push({
      target: on,
      steps: steps.map((step) => (step === "pass" ? step : checkedFault(step))),
    });
  }

  /** Random faults from a seed until `clear`; the same seed and the same calls give the same faults. */
  weather(forecast: Weather): void {
    for (const { fault } of forecast.odds) checkedFault(fault);
    this.#weather = { random: new SeededRandom(forecast.seed), forecast };
  }

  /** Calls to come are left alone, reads are fresh. Calls that are held stay held. */
  clear(): void {
    this.#armed = [];
    this.#weather = undefined;
    this.#setStaleMs(0);
  }

  /** Reads show spreadsheets as they were `seconds` ago; 0 makes them fresh again. */
  staleReads(seconds: number): void {
    this.#setStaleMs(seconds * 1_000);
  }

  /** Chooses the world for what nobody could prove about the real API. */
  inWorld(changes: Partial<World>): void {
    Object.assign(this.#world, changes);
  }

  /** Scripted steps that no call has met yet. */
  pending(): number {
    return this.#armed.reduce((sum, { steps }) => sum + steps.length, 0);
  }

  /** Calls that are held and not yet applied. */
  late(): number {
    return this.#late.length;
  }

  /** Applies the calls that are held without a time, in the order of their arrival, and says how many. */
  releaseLate(): number {
    const held = this.#late;
    this.#late = [];
    for (const apply of held) apply();
    return held.length;
  }

  /** Holds a call until `releaseLate`. For the server. */
  hold(apply: () => void): void {
    this.#late.push(apply);
  }

  /** What goes wrong with this call; each armed step is used once. For the server. */
  next(call: FaultedCall): Fault | undefined {
    const armed = this.#armed.find(({ target }) => isTarget(call, target));
    if (armed !== undefined) {
      const [step, ...rest] = armed.steps;
      armed.steps = rest;
      if (rest.length === 0) this.#armed = this.#armed.filter((other) => other !== armed);
      return step === "pass" ? undefined : step;
    }
    return this.#stormy(call);
  }

  #stormy(call: FaultedCall): Fault | undefined {
    if (this.#weather === undefined) return undefined;
    const { random, forecast } = this.#weather;
    if (!isTarget(call, forecast.on ?? {})) return undefined;
    let draw = random.fraction();
    for (const { fault, probability } of forecast.odds) {
      if (draw < probability) return fault;
      draw -= probability;
    }
    return undefined;
  }
}
