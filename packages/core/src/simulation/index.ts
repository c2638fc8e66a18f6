export { type MutantName, mutants } from "./mutants.ts";
export { shrink } from "./shrink.ts";
export { replay, type Simulated, type SimulationOptions, simulateSeed } from "./simulate.ts";
