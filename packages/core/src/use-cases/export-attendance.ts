import { isPortFailure } from "../failures/port-failure.ts";
import { runId as parseRunId, type RunId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { RunStart } from "../protocol/begin-run.ts";
import { defaultExportPolicy, type ExportPolicy } from "../protocol/export-policy.ts";
import { type Protocol, protocol } from "../protocol/protocol.ts";
import { AnswerFailure, runFailure } from "./export/answer-failure.ts";
import { BringUpToDate } from "./export/bring-up-to-date.ts";
import { pruneOldReceipts } from "./export/prune-old-receipts.ts";
import { type ExportPorts, grantOf, type RunContext, type RunRequest } from "./export/run-context.ts";
import { failureOf, type RunEnding, type RunReport } from "./export/run-report.ts";
import { tellAdmins } from "./export/tell-admins.ts";

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
    const { ledger, runs, clock, ids } = this.#ports;
    const runId = request.runId ?? parseRunId(ids.fresh());
    const startedAt = clock.now();
    const claim = { runId, now: startedAt, leaseMs: this.#policy.leaseMs };
    const start = await ledger.transact(request.tenantId, this.#protocol.beginRun(claim));
    if (start === undefined) return { status: "unlinked" };
    if (start.status === "busy") return start;

    const run = this.#contextOf(request, runId, startedAt, start.state);
    const row = historyRow(run, startedAt, start.state);
    // The lease before the row: a row first would be left behind by every run that finds the link busy.
    await runs.begin(row);
    await this.#closeGhosts(row, start);
    const work = new BringUpToDate(run);
    const ending = await this.#bringUpToDate(run, work, start.state);
    // The notices while the lease is held, so that two runs do not tell the same one.
    await tellAdmins(run);
    await pruneOldReceipts(run, start.state);
    const failure = failureOf(ending);
    const completedAt = clock.now();
    const outcome = failure === undefined ? "Success" : "Failed";
    // The history before the lease: a crash in between leaves a lease that lapses, not a row that says running for ever.
    await runs.finish({
      ...row,
      status: failure === undefined ? "completed" : "failed",
      completedAt,
      counts: work.counts,
      errorCode: failure?.code ?? null,
      errorMessage: failure?.message ?? null,
    });
    await ledger.transact(request.tenantId, this.#protocol.endRun({ runId, now: completedAt, outcome }));
    return { status: "ran", runId, ending, counts: work.counts, startedAt, completedAt };
  }

  async #bringUpToDate(run: RunContext, work: BringUpToDate, state: LinkState): Promise<RunEnding> {
    const answer = new AnswerFailure(run);
    try {
      if (state.link.status === "error") {
        const stillWrong = await answer.whileInError(state);
        if (stillWrong !== undefined) return { status: "failed", failure: runFailure(stillWrong) };
      }
      return await work.execute(state);
    } catch (failure) {
      // Anything else is a defect and stays itself; the lease lapses and the history's row is closed by the next run.
      if (!isPortFailure(failure)) throw failure;
      return { status: "failed", failure: await answer.execute(failure, state) };
    }
  }

  async #closeGhosts(row: SyncRun, start: Extract<RunStart, { status: "begun" }>): Promise<void> {
    for (const ghost of start.ghosts)
      await this.#ports.runs.finish({
        ...row,
        runId: ghost,
        status: "failed",
        completedAt: row.startedAt,
        errorCode: "run-abandoned",
        errorMessage: "The run's process ended without a word; a later run took over.",
      });
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

const historyRow = (
  { runId, tenantId, trigger }: RunContext,
  startedAt: number,
  { link }: LinkState,
): SyncRun => ({
  runId,
  tenantId,
  trigger,
  spreadsheetId: link.sheet.spreadsheetId,
  startedAt,
  status: "running",
  completedAt: null,
  counts: { exported: 0, batches: 0, quarantined: 0 },
  errorCode: null,
  errorMessage: null,
});
