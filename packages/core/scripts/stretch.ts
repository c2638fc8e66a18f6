import { type MutantName, simulateSeed } from "../src/simulation/index.ts";

/** Seeds one after the other. */
export interface Stretch {
  readonly first: number;
  readonly runs: number;
  readonly mutant: MutantName | undefined;
}

/** What came of a stretch; plain data, which crosses threads. */
export interface StretchTally {
  readonly runs: number;
  readonly exportRuns: number;
  readonly virtualMs: number;
  readonly calls: number;
  readonly residuals: number;
  /** Seeds that were simulated twice, to the same story. */
  readonly checkedTwice: number;
  readonly faults: readonly (readonly [call: string, fault: string, times: number])[];
  readonly violation: { readonly seed: number; readonly what: string } | undefined;
}

/** Every so many seeds one is simulated twice: a simulation that is not the same again proves nothing. */
const TWICE_EVERY = 1_000;

/** Simulates the seeds until one violates an invariant. */
export const simulateStretch = async ({ first, runs, mutant }: Stretch): Promise<StretchTally> => {
  const faults = new Map<string, Map<string, number>>();
  const tally = { runs: 0, exportRuns: 0, virtualMs: 0, calls: 0, residuals: 0, checkedTwice: 0 };
  let violation: StretchTally["violation"];
  for (let seed = first; seed < first + runs && violation === undefined; seed++) {
    const simulated = await simulateSeed(seed, { mutant });
    tally.runs++;
    tally.exportRuns += simulated.runs;
    tally.virtualMs += simulated.virtualMs;
    tally.calls += simulated.faults.calls;
    tally.residuals += simulated.residuals;
    for (const [call, fault, times] of simulated.faults) {
      const cells = faults.get(call) ?? new Map<string, number>();
      faults.set(call, cells.set(fault, (cells.get(fault) ?? 0) + times));
    }
    if (simulated.violation !== undefined) violation = { seed, what: simulated.violation };
    else if (seed % TWICE_EVERY === 0) {
      tally.checkedTwice++;
      if (!(await isTheSameAgain(seed, mutant)))
        violation = { seed, what: "the same seed gave two executions" };
    }
  }
  const cells = [...faults].flatMap(([call, row]) =>
    [...row].map(([fault, times]) => [call, fault, times] as const),
  );
  return { ...tally, faults: cells, violation };
};

const isTheSameAgain = async (seed: number, mutant: MutantName | undefined): Promise<boolean> => {
  const [first, second] = [
    await simulateSeed(seed, { mutant, story: true }),
    await simulateSeed(seed, { mutant, story: true }),
  ];
  return first.story.join("\n") === second.story.join("\n") && first.tape.join() === second.tape.join();
};
