import { type FailureCode, failureKind } from "../../failures/failure-table.ts";
import { isPortFailure, PortFailure } from "../../failures/port-failure.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { RunContext } from "./run-context.ts";

/** Why a run failed; never with a secret in it. */
export interface RunFailure {
  readonly code: FailureCode;
  readonly message: string;
}

const runFailure = ({ code, message }: PortFailure): RunFailure => ({ code, message });

/** Decides what a failure means for the link. Nobody is bothered for what passes by itself, or for what is our fault. */
export class AnswerFailure {
  readonly #run: RunContext;

  constructor(run: RunContext) {
    this.#run = run;
  }

  /**
   * Flags the link if it is to blame, after a second look where a second look can tell. Returns what it was, or `undefined`
   * if a read finds nothing wrong: then the work is worth a second attempt.
   */
  async execute(failure: PortFailure, state: LinkState): Promise<RunFailure | undefined> {
    const confirmed = failure.kind.secondOpinion ? await this.#lookAgain(state) : failure;
    if (confirmed === undefined) return undefined;
    await this.#flagIfLinks(confirmed);
    return runFailure(confirmed);
  }

  /** The second attempt failed too. */
  async secondTime(failure: PortFailure): Promise<RunFailure> {
    // A read works and two writes did not: the account is a viewer now, which only a write can tell.
    const meant =
      failure.code === "access-denied"
        ? new PortFailure("edit-denied", failure.message, { cause: failure })
        : failure;
    // A read has just worked with this grant on this file, so any other doubtful word is a hiccup of the provider.
    if (!meant.kind.secondOpinion) await this.#flagIfLinks(meant);
    return runFailure(meant);
  }

  /** A link in error: a cheap look first. `undefined` if work may begin. */
  async whileInError(state: LinkState): Promise<RunFailure | undefined> {
    const code = state.link.errorCode;
    const failure = await this.#probe(state);
    if (failure !== undefined) return this.#stillWrong(failure, state);
    // Where a read cannot tell, the next write does, and the banner stays up until then.
    if (code === null || !failureKind(code).seenByProbe) return undefined;
    const { ports, protocol, tenantId, runId, grant } = this.#run;
    await ports.ledger.transact(tenantId, protocol.trustLink({ runId, grantVersion: grant.version }));
    return undefined;
  }

  /** It may be another failure than the one that the banner shows, and then the banner must say so. */
  async #stillWrong(failure: PortFailure, state: LinkState): Promise<RunFailure> {
    const isNews = failure.code !== state.link.errorCode;
    const confirmed = isNews && failure.kind.secondOpinion ? await this.#lookAgain(state) : failure;
    if (confirmed !== undefined) await this.#flagIfLinks(confirmed);
    return runFailure(confirmed ?? failure);
  }

  async #lookAgain(state: LinkState): Promise<PortFailure | undefined> {
    const { ports, policy } = this.#run;
    await ports.clock.sleep(policy.secondOpinionMs);
    return this.#probe(state);
  }

  async #probe({ link }: LinkState): Promise<PortFailure | undefined> {
    try {
      await this.#run.ports.sink.probe(this.#run.grant, link.sheet);
      return undefined;
    } catch (failure) {
      if (isPortFailure(failure)) return failure;
      throw failure;
    }
  }

  async #flagIfLinks({ kind, code }: PortFailure): Promise<void> {
    if (kind.blame !== "link") return;
    const { ports, protocol, tenantId, runId, grant } = this.#run;
    await ports.ledger.transact(
      tenantId,
      protocol.flagLink({ code, runId, grantVersion: grant.version, now: ports.clock.now() }),
    );
  }
}
