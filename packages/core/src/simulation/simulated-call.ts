import type { PortFailure } from "../failures/port-failure.ts";
import { DELAYS_MS, type Fault, GIVE_UP_MS, LATENCY_MS, PAUSES_MS } from "./faults.ts";
import type { World } from "./world.ts";

/** A process that runs use cases. Dead ones are never woken again; what they had sent may still take effect. */
export interface Process {
  readonly name: string;
  dead: boolean;
}

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
  const { timeline, decider } = world;
  const latency = LATENCY_MS[decider.pick(LATENCY_MS.length, "latency")] ?? 5;
  const choice = world.calm ? 0 : decider.pick(call.faults.length, "fault");
  const fault = call.faults[choice] ?? "none";
  world.count(fault, call.name);
  timeline.park();
  return new Promise<Result>((resolve, reject) => {
    const wake = (settle: () => void): void => {
      if (process.dead) return;
      timeline.wake();
      settle();
    };
    const give = (result: Promise<Result>): void => void result.then(resolve, reject);
    const take = (note: string): Promise<Result> =>
      world.takeEffect(`${process.name} ${call.name}${note}`, call.effect);
    const answer = (ms: number, result: Promise<Result>): void =>
      timeline.after(ms, () => wake(() => give(result)));
    const silent = (ms: number): void => timeline.after(ms, () => wake(() => reject(call.silence())));
    const delay = (choices: readonly number[]): number =>
      choices[decider.pick(choices.length, "latency")] ?? 0;

    switch (fault) {
      case "lost-request":
        world.tell(`${process.name} ${call.name}: request lost`);
        silent(latency + GIVE_UP_MS);
        return;
      case "lost-answer":
        timeline.after(latency, () => {
          world.ignore(take(", answer lost"));
          silent(GIVE_UP_MS);
        });
        return;
      case "applied-late": {
        const late = latency + GIVE_UP_MS + delay(DELAYS_MS);
        silent(latency + GIVE_UP_MS);
        timeline.after(late, () => world.ignore(take(`, ${late} ms late`)));
        return;
      }
      case "crash-before":
        world.tell(`${process.name} dies before ${call.name}`);
        process.dead = true;
        return;
      case "crash-after":
        process.dead = true;
        timeline.after(latency, () => world.ignore(take(", then dies")));
        return;
      case "pause": {
        const pause = delay(PAUSES_MS);
        world.tell(`${process.name} is paused for ${pause / 1000} s before ${call.name}`);
        timeline.after(latency + pause, () => answer(latency, take(", waking up late")));
        return;
      }
      case "rerun":
        timeline.after(latency, () => {
          world.ignore(take(", run by the store"));
          answer(latency, take(", and run again"));
        });
        return;
      default: {
        const stands = call.answers?.[fault];
        if (stands !== undefined) world.tell(`${process.name} ${call.name}: ${fault}`);
        timeline.after(latency, () => answer(latency, stands === undefined ? take("") : stands()));
      }
    }
  });
};
