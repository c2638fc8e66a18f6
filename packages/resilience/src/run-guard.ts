import {
  type Clock,
  type EpochMs,
  failureKind,
  type Ids,
  isPortFailure,
  PortFailure,
} from "@attendance-export/core";
import { backOffMs } from "./back-off.ts";
import { withTimeout } from "./call-timeout.ts";
import { defaultResiliencePolicy, type ResiliencePolicy } from "./policy.ts";
import { mayRepeat, type PortCall } from "./port-call.ts";
import type { ProviderCircuit } from "./provider-circuit.ts";
import { retrying } from "./retrying.ts";
import { RunBudget } from "./run-budget.ts";

export interface RunGuardSettings {
  readonly clock: Clock;
  readonly ids: Ids;
  /** One a process: shared by all its runs. */
  readonly circuit: ProviderCircuit;
  /** When everything must have come back; `Infinity` for a run that has all the time in the world. */
  readonly deadline: EpochMs;
  readonly policy?: ResiliencePolicy;
}

/** What every resilient port of one run is made with: the run's time and retries, and the rules for spending them. */
export class RunGuard {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #circuit: ProviderCircuit;
  readonly #policy: ResiliencePolicy;
  readonly #budget: RunBudget;

  constructor({ clock, ids, circuit, deadline, policy = defaultResiliencePolicy }: RunGuardSettings) {
    this.#clock = clock;
    this.#ids = ids;
    this.#circuit = circuit;
    this.#policy = policy;
    this.#budget = new RunBudget({ clock, deadline, policy });
  }

  /**
   * Ends the run: waits are cut short, nothing is retried, and only calls that close it are still made. Calls under way
   * are awaited, since an append whose answer nobody heard costs the next run minutes.
   */
  cancel(): void {
    this.#budget.cancel();
  }

  /**
   * Makes the call, and makes it again where failure table, port and budget allow it. Rejects with the call's own failure,
   * with `out-of-time` or `circuit-open` if it was not made at all, or with the service's code for silence.
   */
  async call<Answer>(call: PortCall, invoke: () => Promise<Answer>): Promise<Answer> {
    const startedAt = this.#clock.now();
    let doubt: PortFailure | undefined;
    const attempt = async (): Promise<Answer> => {
      if (!this.#fits(call, startedAt, 0)) throw outOfTime(call);
      try {
        return await this.#once(call, invoke);
      } catch (thrown) {
        if (isPortFailure(thrown) && failureKind(thrown.code).class === "ambiguous") doubt = thrown;
        throw thrown;
      }
    };
    this.#budget.earnRetry();
    try {
      return await retrying(attempt, {
        retries: this.#policy.retries,
        waitAfter: (failure, retry) => this.#waitAfter(call, startedAt, failure, retry),
        interrupted: this.#budget.cancelled,
      });
    } catch (thrown) {
      throw heavier(doubt, thrown);
    }
  }

  #once<Answer>(call: PortCall, invoke: () => Promise<Answer>): Promise<Answer> {
    const ms = this.#timeoutMs(call);
    const { unanswered } = this.#policy.services[call.service];
    const timed = (): Promise<Answer> =>
      withTimeout(ms, invoke, (cause) => {
        return new PortFailure(unanswered, `${call.name} did not answer within ${ms / 1_000} s.`, { cause });
      });
    return call.service === "sheets" ? this.#circuit.call(timed) : timed();
  }

  #waitAfter(call: PortCall, startedAt: EpochMs, failure: unknown, retry: number): number | undefined {
    if (!isPortFailure(failure) || !mayRepeat(failure.code, call.kind)) return undefined;
    const wait = backOffMs(retry, failure.retryAfterMs, this.#policy.backOff, this.#ids);
    // Nobody sleeps towards a call that could not be made; nor does a timer see a wait that is not a number, or years long.
    if (!this.#fits(call, startedAt, wait)) return undefined;
    return this.#budget.spendRetry() ? wait : undefined;
  }

  /** Whether an attempt that begins after `wait` could be awaited to its very end. */
  #fits(call: PortCall, startedAt: EpochMs, wait: number): boolean {
    const service = this.#policy.services[call.service];
    const end = Math.min(startedAt + service.wholeCallMs, this.#budget.endFor(service));
    return this.#clock.now() + wait + this.#timeoutMs(call) <= end;
  }

  #timeoutMs({ service, kind }: PortCall): number {
    const { readMs, writeMs } = this.#policy.services[service];
    return kind === "read" ? readMs : writeMs;
  }
}

/**
 * Which failure the caller must hear. A last attempt that did nothing does not undo the doubt about an earlier one: told
 * only of a spent quota, the caller would believe that nothing can be on the sheet.
 */
const heavier = (doubt: PortFailure | undefined, last: unknown): unknown =>
  doubt !== undefined && isPortFailure(last) && failureKind(last.code).class === "transient" ? doubt : last;

const outOfTime = ({ name }: PortCall): PortFailure =>
  new PortFailure("out-of-time", `${name} was not called: the time left would not do to await its answer.`);
