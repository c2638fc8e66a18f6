import { everyPlacement, type MutantName, type Scenario, scenarios } from "../src/simulation/index.ts";

/** Tries every placement of up to so many faults in every scenario; true if no invariant was violated. */
export const tryPlacements = async (
  most: number,
  { mutant }: { readonly mutant: MutantName | undefined },
): Promise<boolean> => {
  let holds = true;
  for (const scenario of Object.keys(scenarios) as Scenario[]) {
    const startedAt = performance.now();
    let placements = 0;
    let violation: string | undefined;
    for await (const { faults, simulated } of everyPlacement(scenario, most, { mutant })) {
      placements++;
      if (simulated.violation === undefined) continue;
      violation = `${simulated.violation} at ${JSON.stringify(faults)}, tape ${JSON.stringify(simulated.tape)}`;
      break;
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `${scenario}: ${placements.toLocaleString("en-US")} placements of up to ${most} faults in ${seconds} s: ${violation ?? "0 violations"}`,
    );
    holds &&= violation === undefined;
  }
  return holds;
};
