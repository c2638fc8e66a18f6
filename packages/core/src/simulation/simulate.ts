import type { EpochMs } from "../model/time.ts";
import { calmDown } from "./calm-down.ts";
import { type Decider, RandomDecider, TapeDecider } from "./decider.ts";
import { Exporters } from "./exporters.ts";
import type { FaultTally } from "./faults.ts";
import type { Mutant } from "./mutant.ts";
import { type MutantName, mutants } from "./mutants.ts";
import { settle } from "./settlers.ts";
import { startStorm } from "./storm.ts";
import { World } from "./world.ts";

export interface SimulationOptions {
  /** Build this mistake in. */
  readonly mutant?: MutantName | undefined;
  /** Write the story down. */
  readonly story?: boolean | undefined;
}

/** One execution, whole. */
export interface Simulated {
  /** The invariant that did not hold; undefined if all did. */
  readonly violation: string | undefined;
  /** Plays this very execution again (`replay`). */
  readonly tape: readonly number[];
  readonly story: readonly string[];
  readonly virtualMs: number;
  /** Export runs that were started. */
  readonly runs: number;
  readonly faults: FaultTally;
  /** Times that the known residual (R1) came true. */
  readonly residuals: number;
}

const mistakeOf = ({ mutant }: SimulationOptions): Mutant =>
  mutant === undefined ? { mistake: "none" } : mutants[mutant];

/** One execution under a decider's choices. */
export const simulate = async (decider: Decider, options: SimulationOptions = {}): Promise<Simulated> => {
  const mistake = mistakeOf(options);
  const world = new World(decider, options.story ?? false);
  const start: EpochMs = world.now;
  const everybody = await settle(world);
  mistake.world?.(world);
  const exporters = new Exporters(world, mistake);
  if (everybody.length > 0) {
    await startStorm(world, everybody, exporters);
    if (world.violation === undefined) await calmDown(world, everybody, exporters);
  }
  return {
    violation: world.violation?.message,
    tape: decider.tape,
    story: world.story?.lines ?? [],
    virtualMs: world.now - start,
    runs: exporters.started,
    faults: world.tally,
    residuals: world.oracles.residuals,
  };
};

export const simulateSeed = (seed: number, options: SimulationOptions = {}): Promise<Simulated> =>
  simulate(new RandomDecider(seed), options);

export const replay = (tape: ArrayLike<number>, options?: SimulationOptions): Promise<Simulated> =>
  simulate(new TapeDecider(tape), options);
