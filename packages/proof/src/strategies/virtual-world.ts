import type { Clock } from "@attendance-export/core";
import {
  type Credentials,
  type Fault,
  ManualClock,
  type SheetsEmulator,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { Dice } from "../dice.ts";

/** The process ends here: nothing after this line of it happens. */
export class Crash extends Error {}

/** Chances of trouble; all zero is fair weather. */
export interface Storm {
  /** That a write meets one of the faults below. */
  readonly fault: number;
  /** That the process dies before or after a step. */
  readonly crash: number;
  /** That the process is paused past its lease at a step, while another run does all its work. */
  readonly pause: number;
}

export const storm: Storm = { fault: 0.25, crash: 0.02, pause: 0.02 };
export const fairWeather: Storm = { fault: 0, crash: 0, pause: 0 };

const SECOND = 1_000;
const PAUSE_MS = 20 * 60 * SECOND;

/** In equal parts. Google works on a request for up to 180 s, whether or not its sender still listens. */
const faults: readonly Fault[] = [
  { do: "commit", answer: "drop" },
  { do: "commit", answer: "unavailable" },
  { do: "commit", answer: "internal" },
  { do: "commit late", answer: "drop", afterMs: 5 * SECOND },
  { do: "commit late", answer: "drop", afterMs: 60 * SECOND },
  { do: "commit late", answer: "deadline", afterMs: 170 * SECOND },
  { do: "refuse", answer: "drop" },
  { do: "refuse", answer: "unavailable" },
  { do: "refuse", answer: "bad gateway" },
];

/** One emulated Google and one clock, which moves only when somebody waits. Everything that happens comes from the seed. */
export class VirtualWorld {
  readonly emulator: SheetsEmulator;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly #time: ManualClock;
  readonly #dice: Dice;
  readonly #seed: number;
  #storm: Storm = fairWeather;
  #overtake: (() => Promise<void>) | undefined;
  #calls = 0;

  private constructor(emulator: SheetsEmulator, time: ManualClock, seed: number) {
    this.emulator = emulator;
    this.credentials = emulator.accounts.add({ email: "owner@example.com" });
    this.#time = time;
    this.#seed = seed;
    this.#dice = new Dice(seed);
    this.clock = {
      now: () => time.now(),
      sleep: async (ms) => this.wait(ms),
    };
  }

  static async open(seed: number): Promise<VirtualWorld> {
    const time = new ManualClock();
    return new VirtualWorld(await startSheetsEmulator({ clock: time, seed }), time, seed);
  }

  wait(ms: number): void {
    this.#time.advance(ms);
  }

  /** From now on; what is late already stays late. */
  weather(weather: Storm): void {
    this.#storm = weather;
    this.emulator.faults.clear();
    if (weather.fault > 0)
      this.emulator.faults.weather({
        seed: this.#seed,
        odds: faults.map((fault) => ({ fault, probability: weather.fault / faults.length })),
      });
  }

  /** Runs one process. Gives false if it died on the way. */
  async process(work: (step: Step) => Promise<void>, overtake?: () => Promise<void>): Promise<boolean> {
    this.#overtake = overtake;
    let isDead = false;
    const step = async <Result>(act: () => Promise<Result>): Promise<Result> => {
      // A dead process does nothing more, whatever its code would still try.
      if (isDead) throw new Crash();
      try {
        await this.#moment();
        const result = await act();
        await this.#moment();
        return result;
      } catch (thrown) {
        isDead ||= thrown instanceof Crash;
        throw thrown;
      }
    };
    try {
      await work(step);
      return true;
    } catch (thrown) {
      if (thrown instanceof Crash) return false;
      throw thrown;
    }
  }

  /** Between two steps anything may happen to a process. */
  async #moment(): Promise<void> {
    if (this.#dice.fraction() < this.#storm.crash) throw new Crash();
    const overtake = this.#overtake;
    if (this.#dice.fraction() < this.#storm.pause && overtake !== undefined) {
      // One level is enough: the other run is not paused itself.
      this.#overtake = undefined;
      this.wait(PAUSE_MS);
      await overtake();
    }
  }

  /** Requests to the Sheets API so far, those of `unseen` left out. */
  get calls(): number {
    return this.#requests() - this.#calls;
  }

  /** Looks at the sheet without being counted. */
  async unseen<Result>(look: () => Promise<Result>): Promise<Result> {
    const before = this.#requests();
    const result = await look();
    this.#calls += this.#requests() - before;
    return result;
  }

  #requests(): number {
    const { token = 0, ...others } = this.emulator.calls.byMethod();
    return Object.values(others).reduce((sum, count) => sum + count, 0);
  }
}

/** Does one step of a process: a call to the store or to Google. The process may die or be paused on either side of it. */
export type Step = <Result>(act: () => Promise<Result>) => Promise<Result>;
