import type { Clock, EpochMs } from "@attendance-export/core";
import { CircuitState, type IBreaker } from "cockatiel";
import type { CircuitPolicy } from "./policy.ts";

/** The calls of one short stretch of time. */
interface Slice {
  readonly since: EpochMs;
  calls: number;
  failed: number;
}

/** A call is forgotten at most one part of the window early; more parts cost memory, and there is always trouble enough. */
const SLICES = 60;

/**
 * Counts the calls of the last `windowMs` and says when too many of them failed.
 *
 * Not cockatiel's `SamplingBreaker`: it empties one slice a call, however long ago the slice was, so that with a call
 * every ten seconds its minute is ten minutes long; and it reads the system's clock.
 */
export class SlidingWindow implements IBreaker {
  readonly #clock: Clock;
  readonly #policy: CircuitPolicy;
  readonly #sliceMs: number;
  /** cockatiel stores and restores it; here it is simply the slices, oldest first, at most `SLICES` and one. */
  state: Slice[] = [];

  constructor(clock: Clock, policy: CircuitPolicy) {
    this.#clock = clock;
    this.#policy = policy;
    this.#sliceMs = policy.windowMs / SLICES;
  }

  success(circuit: CircuitState): void {
    // The one call of a half-open circuit: what happened before it is history.
    if (circuit === CircuitState.HalfOpen) this.state = [];
    this.#count(0);
  }

  failure(circuit: CircuitState): boolean {
    this.#count(1);
    if (circuit !== CircuitState.Closed) return true;
    const calls = this.state.reduce((sum, slice) => sum + slice.calls, 0);
    const failed = this.state.reduce((sum, slice) => sum + slice.failed, 0);
    return calls >= this.#policy.leastCalls && failed > this.#policy.share * calls;
  }

  #count(failed: 0 | 1): void {
    const now = this.#clock.now();
    this.state = this.state.filter(({ since }) => since > now - this.#policy.windowMs);
    const latest = this.state.at(-1);
    if (latest === undefined || now - latest.since >= this.#sliceMs)
      this.state.push({ since: now, calls: 1, failed });
    else {
      latest.calls += 1;
      latest.failed += failed;
    }
  }
}
