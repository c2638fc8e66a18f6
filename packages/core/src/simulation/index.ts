export { type Fault, FaultTally } from "./faults.ts";
export type { Mutant } from "./mutant.ts";
export { isMutantName, type MutantName, mutants } from "./mutants.ts";
export { everyPlacement, type Placement, type Scenario, scenarios } from "./placements.ts";
export { followPlot } from "./plot.ts";
export { shrink } from "./shrink.ts";
export { replay, type Simulated, type SimulationOptions, simulateSeed } from "./simulate.ts";
