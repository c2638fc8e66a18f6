import { PlacedDecider } from "./decider.ts";
import { type Simulated, type SimulationOptions, simulate } from "./simulate.ts";

/** One fault or two, at certain places of an execution that is benign otherwise. */
export interface Placement {
  /** Which choice about a fault, and which option of it. */
  readonly faults: readonly (readonly [place: number, option: number])[];
  readonly simulated: Simulated;
}

/** Executions in which nothing goes wrong, by the first choices of their plan. */
export const scenarios = {
  "one tenant, one batch": [],
  "one tenant, several batches": [0, 0, 0, 0, 6],
  "two tenants on one spreadsheet": [7],
  "leases that lapse at once": [0, 3],
} as const satisfies Record<string, readonly number[]>;

export type Scenario = keyof typeof scenarios;

/**
 * Every placement of up to so many faults: small in scope, and complete in it. A fault may be one of a call, of a clock, or
 * something that people do. What can still happen after a fault is found by making it.
 */
export async function* everyPlacement(
  scenario: Scenario,
  most: number,
  options: SimulationOptions = {},
  before: Placement["faults"] = [],
): AsyncGenerator<Placement> {
  const decider = new PlacedDecider(new Map(before), scenarios[scenario]);
  const simulated = await simulate(decider, options);
  yield { faults: before, simulated };
  if (before.length === most) return;
  const next = (before.at(-1)?.[0] ?? -1) + 1;
  for (let place = next; place < decider.places.length; place++)
    for (let option = 1; option < (decider.places[place] ?? 1); option++)
      yield* everyPlacement(scenario, most, options, [...before, [place, option]]);
}
