import type { Ids } from "@attendance-export/core";
import { defaultResiliencePolicy, type ResiliencePolicy } from "../src/policy.ts";
import { ProviderCircuit } from "../src/provider-circuit.ts";
import { RunGuard } from "../src/run-guard.ts";
import { longestWaits } from "./seeded-ids.ts";
import { clock } from "./virtual-time.ts";

export interface GuardedRunChanges {
  /** How long the run has, from now; endless without it. */
  readonly lastsMs?: number;
  /** Where the jitter comes from; the longest possible waits without it. */
  readonly jitter?: Pick<Ids, "between">;
  readonly policy?: Partial<ResiliencePolicy>;
  readonly circuit?: ProviderCircuit;
}

/** A run's guard with the policy of production, in virtual time. */
export const guardedRun = ({ lastsMs, jitter, policy, circuit }: GuardedRunChanges = {}): RunGuard =>
  new RunGuard({
    clock,
    ids: {
      ...(jitter ?? longestWaits),
      fresh: () => "unused-by-this-package",
      digest: (text) => text,
    },
    circuit: circuit ?? new ProviderCircuit({ clock }),
    deadline: clock.now() + (lastsMs ?? Number.POSITIVE_INFINITY),
    policy: { ...defaultResiliencePolicy, ...policy },
  });
