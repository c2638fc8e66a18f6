import type { PortFailure } from "../failures/port-failure.ts";
import { DELAYS_MS, type Fault, GIVE_UP_MS, LATENCY_MS, PAUSES_MS } from "./faults.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** One call of one port. */
export interface Call<Result> {
  readonly name: string;
  /** The whole effect, in one turn. */
  readonly effect: () => Promise<Result>;
  readonly faults: readonly Fault[];
  /** What a caller gets that hears nothing. */
  readonly silence: () => PortFailure;
  /** The answers that stand for a fault, where the port has them; without one the fault passes by. */
  readonly answers?: Partial<Record<Fault, () => Promise<Result>>>;
}

/** Every port call of a simulated process goes through here: it parks, something happens or not, and it is woken or not. */
export const simulatedCall = <Result>(
  world: World,
  process: Process,
  call: Call<Result>,
): Promise<Result> => {
  const { decider } = world;
  const latency = LATENCY_MS[decider.pick(LATENCY_MS.length, "latency")] ?? 5;
  const choice = world.calm ? 0 : decider.pick(call.faults.length, "fault");
  const fault = call.faults[choice] ?? "none";
  world.tally.count(fault, call.name);
  world.timeline.park();
  return new Promise<Result>((resolve, reject) => {
    new Fate(world, process, call, { latency, resolve, reject }).befall(fault);
  });
};

interface Caller<Result> {
  readonly latency: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/** What becomes of one call. */
class Fate<Result> {
  readonly #world: World;
  readonly #process: Process;
  readonly #call: Call<Result>;
  readonly #caller: Caller<Result>;

  constructor(world: World, process: Process, call: Call<Result>, caller: Caller<Result>) {
    this.#world = world;
    this.#process = process;
    this.#call = call;
    this.#caller = caller;
  }

  befall(fault: Fault): void {
    const { latency } = this.#caller;
    switch (fault) {
      case "lost-request":
        this.#world.story?.tell(`${this.#what}: request lost`);
        this.#hearNothing(latency + GIVE_UP_MS);
        break;
      case "lost-answer":
        this.#after(latency, () => {
          ignore(this.#take(", answer lost"));
          this.#hearNothing(GIVE_UP_MS);
        });
        break;
      case "applied-late":
        this.#takeLate(latency + GIVE_UP_MS);
        break;
      case "crash-before":
        this.#process.dead = true;
        this.#world.story?.tell(`${this.#process.name} dies before ${this.#call.name}`);
        break;
      case "crash-after":
        this.#process.dead = true;
        this.#after(latency, () => ignore(this.#take(", then dies")));
        break;
      case "pause":
        this.#sleepFirst(this.#draw(PAUSES_MS));
        break;
      case "rerun":
        this.#after(latency, () => {
          ignore(this.#take(", run by the store"));
          this.#answer(this.#take(", and run again"));
        });
        break;
      default:
        this.#meetWeather(fault);
    }
  }

  #meetWeather(fault: Fault): void {
    const stands = this.#call.answers?.[fault];
    this.#after(this.#caller.latency, () => {
      if (stands !== undefined) this.#world.story?.tell(`${this.#what}: ${fault}`);
      this.#answer(stands === undefined ? this.#take("") : stands());
    });
  }

  #takeLate(giveUpMs: number): void {
    const late = giveUpMs + this.#draw(DELAYS_MS);
    this.#hearNothing(giveUpMs);
    this.#after(late, () => ignore(this.#take(`, ${late} ms late`)));
  }

  #sleepFirst(pause: number): void {
    const { latency } = this.#caller;
    this.#world.story?.tell(
      `${this.#process.name} is paused for ${pause / 1000} s before ${this.#call.name}`,
    );
    this.#after(latency + pause, () => this.#answer(this.#take(", waking up late")));
  }

  #take(note: string): Promise<Result> {
    return this.#world.takeEffect(this.#process, this.#call.name, note, this.#call.effect);
  }

  /** At the same moment: between an effect and its answer nothing can happen that could not happen after it. */
  #answer(result: Promise<Result>): void {
    if (this.#wakes()) result.then(this.#caller.resolve, this.#caller.reject);
    else ignore(result);
  }

  #hearNothing(ms: number): void {
    this.#after(ms, () => {
      if (this.#wakes()) this.#caller.reject(this.#call.silence());
    });
  }

  #wakes(): boolean {
    if (this.#process.dead) return false;
    this.#world.timeline.wake();
    return true;
  }

  #after(ms: number, happen: () => void): void {
    this.#world.timeline.after(ms, happen);
  }

  #draw(choices: readonly number[]): number {
    return choices[this.#world.decider.pick(choices.length, "latency")] ?? 0;
  }

  get #what(): string {
    return `${this.#process.name} ${this.#call.name}`;
  }
}

/** Nobody hears this answer: lost, or its caller is dead. Its effect has been looked at. */
const ignore = (answer: Promise<unknown>): void => {
  answer.then(
    () => undefined,
    () => undefined,
  );
};
