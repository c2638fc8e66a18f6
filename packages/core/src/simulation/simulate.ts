import type { EpochMs } from "../model/time.ts";
import { calmDown } from "./calm-down.ts";
import { type Decider, RandomDecider, TapeDecider } from "./decider.ts";
import { Exporters, simulationPolicy } from "./exporters.ts";
import { type Mutant, type MutantName, mutants } from "./mutants.ts";
import { People } from "./people.ts";
import { startStorm } from "./storm.ts";
import { World } from "./world.ts";

export interface SimulationOptions {
  /** Build this mistake in. */
  readonly mutant?: MutantName;
  /** Write the story down. */
  readonly story?: boolean;
}

/** One execution, whole. */
export interface Simulated {
  /** The invariant that did not hold; undefined if all did. */
  readonly violation: string | undefined;
  /** Plays this very execution again (`replay`). */
  readonly tape: readonly number[];
  readonly story: readonly string[];
  readonly virtualMs: number;
  readonly calls: number;
  readonly runs: number;
  /** Calls by `fault × method`. */
  readonly faults: ReadonlyMap<string, number>;
}

/** One execution under a decider's choices. */
export const simulate = async (
  decider: Decider,
  { mutant, story = false }: SimulationOptions = {},
): Promise<Simulated> => {
  const mistake: Mutant = mutant === undefined ? { mistake: "none" } : mutants[mutant];
  const world = new World(decider, story);
  const start: EpochMs = world.timeline.now;
  const people = new People(world, simulationPolicy.maxRows);
  mistake.world?.(world);
  const exporters = new Exporters(world, mistake);
  await startStorm(world, people, exporters);
  if (world.violation === undefined) await calmDown(world, people, exporters);
  return {
    violation: world.violation?.message,
    tape: decider.tape,
    story: world.story ?? [],
    virtualMs: world.timeline.now - start,
    calls: world.calls,
    runs: exporters.started,
    faults: world.faults,
  };
};

export const simulateSeed = (seed: number, options?: SimulationOptions): Promise<Simulated> =>
  simulate(new RandomDecider(seed), options);

export const replay = (tape: ArrayLike<number>, options?: SimulationOptions): Promise<Simulated> =>
  simulate(new TapeDecider(tape), options);
