import { type Clock, type FailureCode, isPortFailure, PortFailure } from "@attendance-export/core";
import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from "cockatiel";
import { type CircuitPolicy, defaultCircuitPolicy } from "./policy.ts";
import { SlidingWindow } from "./sliding-window.ts";

/**
 * Failures that say the provider is in trouble for everybody. Any other one is an answer: a sheet that one tenant may not
 * edit, or a request that was refused, proves that the provider works.
 * A quota of one account cannot be told from the project's here; it takes more than half of all calls to weigh.
 */
const OUTAGES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "provider-error",
  "rate-limited",
  "no-answer",
  "unreachable",
]);

export const saysOutage = (thrown: unknown): thrown is PortFailure =>
  isPortFailure(thrown) && OUTAGES.has(thrown.code);

/** What came back from the provider, when something did. */
type Reply<Answer> = { readonly answer: Answer } | { readonly failure: PortFailure };

/**
 * Stops all calls to the provider while most of them fail; one of them for a whole process, so that tenants learn from
 * each other. It forgets everything when the process ends, and flags nobody.
 */
export class ProviderCircuit {
  readonly #breaker: CircuitBreakerPolicy;

  constructor({
    clock,
    policy = defaultCircuitPolicy,
  }: { readonly clock: Clock; readonly policy?: CircuitPolicy }) {
    this.#breaker = circuitBreaker(handleWhen(saysOutage), {
      breaker: new SlidingWindow(clock, policy),
      // Measured by cockatiel with `Date.now`, whatever the clock says.
      halfOpenAfter: policy.openMs,
    });
  }

  async call<Answer>(invoke: () => Promise<Answer>): Promise<Answer> {
    // cockatiel would let this call wait for the one that decides, however long that takes.
    if (this.#breaker.state === CircuitState.HalfOpen) throw circuitOpen();
    const reply = await this.#execute(invoke);
    if ("failure" in reply) throw reply.failure;
    return reply.answer;
  }

  async #execute<Answer>(invoke: () => Promise<Answer>): Promise<Reply<Answer>> {
    try {
      return await this.#breaker.execute(() => replyOf(invoke));
    } catch (thrown) {
      throw isBrokenCircuitError(thrown) ? circuitOpen(thrown) : thrown;
    }
  }
}

/** Makes an answer of every failure but an outage: cockatiel does not count what is thrown and not handled. */
const replyOf = async <Answer>(invoke: () => Promise<Answer>): Promise<Reply<Answer>> => {
  try {
    return { answer: await invoke() };
  } catch (thrown) {
    if (!isPortFailure(thrown) || saysOutage(thrown)) throw thrown;
    return { failure: thrown };
  }
};

const circuitOpen = (cause?: unknown): PortFailure =>
  new PortFailure("circuit-open", "Google Sheets failed too often; no call is made for a while.", { cause });
