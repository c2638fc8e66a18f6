import { isPortFailure, type PortFailure } from "../failures/port-failure.ts";
import { runId as parseRunId, type RunId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import { defaultExportPolicy, type ExportPolicy } from "../protocol/export-policy.ts";
import { type Protocol, protocol } from "../protocol/protocol.ts";
import { dueIfItDies } from "../protocol/schedule.ts";
import { AnswerFailure } from "./export/answer-failure.ts";
import { BringUpToDate, type Ending } from "./export/bring-up-to-date.ts";
import { handOver } from "./export/hand-over.ts";
import { keepInformed } from "./export/keep-informed.ts";
import { outliveCrashes } from "./export/outlive-crashes.ts";
import { pruneOldReceipts } from "./export/prune-old-receipts.ts";
import {
  type ExportPorts,
  grantOf,
  nextSlotOf,
  type RunContext,
  type RunRequest,
} from "./export/run-context.ts";
import { RunHistory } from "./export/run-history.ts";
import { failureOf, notBeforeOf, type RunEnding, type RunReport } from "./export/run-report.ts";

/** Fine enough to spread retries over minutes. */
const CHANCES = 1_000_000;

/** Brings one tenant's sheet up to date: one run. Safe to start at any time, any number of times, anywhere at once. */
export class ExportAttendance {
  readonly #ports: ExportPorts;
  readonly #policy: ExportPolicy;
  readonly #protocol: Protocol;

  constructor(
    ports: ExportPorts,
    policy: ExportPolicy = defaultExportPolicy,
    decisions: Protocol = protocol,
  ) {
    this.#ports = ports;
    this.#policy = policy;
    this.#protocol = decisions;
  }

  /** Rejects with a `PortFailure` only where the store itself fails: then the lease lapses and the next run goes on. */
  async execute(request: RunRequest): Promise<RunReport> {
    const { ledger, clock, ids } = this.#ports;
    const runId = request.runId ?? parseRunId(ids.fresh());
    const startedAt = clock.now();
    const claim = { runId, now: startedAt, leaseMs: this.#policy.leaseMs };
    const start = await ledger.transact(
      request.tenantId,
      this.#protocol.beginRun(claim, this.#dueIfItDies()),
    );
    if (start === undefined) return { status: "unlinked" };
    if (start.status === "busy") return start;

    const run = this.#contextOf(request, runId, startedAt, start.state);
    const history = new RunHistory(run, startedAt, start.state);
    // The lease before the row: a row first would be left behind by every run that finds the link busy.
    await history.begin(start.ghosts);
    await outliveCrashes(run, start);
    const work = new BringUpToDate(run);
    const ending = await this.#bringUpToDate(run, work, start.state);
    // The notices while the lease is held, so that two runs do not tell the same one.
    await keepInformed(run, start.state);
    await handOver(run);
    await pruneOldReceipts(run, start.state);
    const completedAt = clock.now();
    // The history before the lease: a crash in between leaves a lease that lapses, not a row that says running for ever.
    await history.finish(completedAt, work.counts, failureOf(ending));
    await this.#end(run, ending, work.counts.exported);
    return { status: "ran", runId, ending, counts: work.counts, startedAt, completedAt };
  }

  async #end(run: RunContext, ending: RunEnding, exported: number): Promise<void> {
    const { ledger, clock, ids } = this.#ports;
    const mustTell = await ledger.transact(
      run.tenantId,
      this.#protocol.endRun({
        runId: run.runId,
        grantVersion: run.grant.version,
        now: clock.now(),
        failure: failureOf(ending),
        notBefore: notBeforeOf(ending),
        unfinished: ending.status === "out-of-time" || ending.status === "stopped",
        exported,
        chance: ids.between(0, CHANCES) / CHANCES,
        nextSlot: this.#nextSlot(),
        policy: this.#policy.schedule,
      }),
    );
    if (mustTell === true) await handOver(run);
  }

  #nextSlot(): ReturnType<typeof nextSlotOf> {
    return nextSlotOf(this.#ports, this.#policy.schedule);
  }

  #dueIfItDies(): ReturnType<typeof nextSlotOf> {
    const now = this.#ports.clock.now();
    const slot = this.#nextSlot();
    return (link) => dueIfItDies(link, slot(link), now, this.#policy.schedule);
  }

  async #bringUpToDate(run: RunContext, work: BringUpToDate, state: LinkState): Promise<RunEnding> {
    const answer = new AnswerFailure(run);
    if (state.link.status === "error") {
      const stillWrong = await answer.whileInError(state);
      if (stillWrong !== undefined) return { status: "failed", failure: stillWrong };
    }
    const first = await this.#attempt(() => work.execute(state));
    if (!isPortFailure(first)) return first;
    // The call was not made for want of time, which is nobody's failure: the next run goes on.
    if (first.code === "out-of-time") return { status: "out-of-time" };
    const answered = await answer.execute(first, state);
    if (answered !== undefined) return { status: "failed", failure: answered };
    const second = await this.#attempt(() => work.resume());
    if (!isPortFailure(second)) return second;
    if (second.code === "out-of-time") return { status: "out-of-time" };
    return { status: "failed", failure: await answer.secondTime(second) };
  }

  /** Anything but a port's failure is a defect and stays itself; the lease lapses and the next run closes the history's row. */
  async #attempt(work: () => Promise<Ending>): Promise<Ending | PortFailure> {
    try {
      return await work();
    } catch (failure) {
      if (isPortFailure(failure)) return failure;
      throw failure;
    }
  }

  #contextOf(request: RunRequest, runId: RunId, startedAt: number, state: LinkState): RunContext {
    return {
      ports: this.#ports,
      policy: this.#policy,
      protocol: this.#protocol,
      tenantId: request.tenantId,
      runId,
      trigger: request.trigger,
      grant: grantOf(state),
      stop: request.stop ?? (() => false),
      deadline: startedAt + this.#policy.runBudgetMs,
    };
  }
}
