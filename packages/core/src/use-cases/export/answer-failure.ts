import { type FailureCode, failureKind } from "../../failures/failure-table.ts";
import { isPortFailure, type PortFailure } from "../../failures/port-failure.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { RunContext } from "./run-context.ts";

/** Why a run failed; never with a secret in it. */
export interface RunFailure {
  readonly code: FailureCode;
  readonly message: string;
}

export const runFailure = ({ code, message }: PortFailure): RunFailure => ({ code, message });

/** Decides what a failure means for the link. Nobody is bothered for what passes by itself, or for what is our fault. */
export class AnswerFailure {
  readonly #run: RunContext;

  constructor(run: RunContext) {
    this.#run = run;
  }

  /** Flags the link if it is to blame, after a second look where a second look can tell. Returns what it was. */
  async execute(failure: PortFailure, { link }: LinkState): Promise<RunFailure> {
    if (failure.kind.blame !== "link") return runFailure(failure);
    const confirmed = failure.kind.secondOpinion ? await this.#lookAgain(link) : failure;
    // It passed by itself, so it was a hiccup of the provider, whatever it said.
    if (confirmed === undefined) return runFailure(failure);
    if (confirmed.kind.blame === "link") await this.#flag(confirmed.code);
    return runFailure(confirmed);
  }

  async #lookAgain(link: LinkState["link"]): Promise<PortFailure | undefined> {
    const { ports, policy } = this.#run;
    await ports.clock.sleep(policy.secondOpinionMs);
    return this.#probe(link);
  }

  /** A link in error: a cheap look first. `undefined` if work may begin. */
  async whileInError(state: LinkState): Promise<PortFailure | undefined> {
    const code = state.link.errorCode;
    const failure = await this.#probe(state.link);
    if (failure !== undefined) return failure;
    // Where a read cannot tell, the next write does, and the banner stays up until then.
    if (code === null || !failureKind(code).seenByProbe) return undefined;
    await this.#run.ports.ledger.transact(
      this.#run.tenantId,
      this.#run.protocol.trustLink({ grantVersion: this.#run.grant.version }),
    );
    return undefined;
  }

  async #probe({ sheet }: LinkState["link"]): Promise<PortFailure | undefined> {
    try {
      await this.#run.ports.sink.probe(this.#run.grant, sheet);
      return undefined;
    } catch (failure) {
      if (isPortFailure(failure)) return failure;
      throw failure;
    }
  }

  async #flag(code: FailureCode): Promise<void> {
    const { ports, tenantId, grant } = this.#run;
    await ports.ledger.transact(
      tenantId,
      this.#run.protocol.flagLink({ code, grantVersion: grant.version, now: ports.clock.now() }),
    );
  }
}
