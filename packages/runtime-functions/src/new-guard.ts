import type { Clock, Ids } from "@attendance-export/core";
import { type ProviderCircuit, type ResiliencePolicy, RunGuard } from "@attendance-export/resilience";

/** Time and retries for one piece of work. */
export type NewGuard = (wholeMs: number, policy?: ResiliencePolicy) => RunGuard;

export const guardMaker =
  (clock: Clock, ids: Ids, circuit: ProviderCircuit): NewGuard =>
  (wholeMs, policy) => {
    const settings = { clock, ids, circuit, deadline: clock.now() + wholeMs };
    return new RunGuard(policy === undefined ? settings : { ...settings, policy });
  };
