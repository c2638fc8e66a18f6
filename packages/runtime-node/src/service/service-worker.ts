import {
  type DeadLetter,
  type EscalateDeadLetter,
  type ExportRequest,
  isPortFailure,
  type RunEnding,
  type RunId,
  type RunReport,
} from "@attendance-export/core";
import type { TenantRuns } from "../tenant-runs.ts";
import type { QueueWorker } from "./in-process-export-queue.ts";
import type { RunProgress } from "./run-progress.ts";
import type { ServiceLog } from "./service-log.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

export interface WorkerParts {
  readonly runs: TenantRuns;
  readonly escalate: EscalateDeadLetter;
  readonly metrics: ServiceMetrics;
  readonly log: ServiceLog;
  readonly progress: RunProgress;
  /** True once the process is to stop: runs end after the batch they are at. */
  readonly stop: () => boolean;
}

/** Works on the requests of the queue: runs them, counts them and logs a line for each. */
export class ServiceWorker implements QueueWorker {
  readonly #parts: WorkerParts;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  async run({ tenantId, trigger }: ExportRequest, runId: RunId | undefined): Promise<RunReport> {
    const { runs, stop, progress } = this.#parts;
    await runs.releaseDead(tenantId);
    const id = runId ?? runs.freshId();
    progress.begin(tenantId, id);
    try {
      const report = await runs.run({ tenantId, trigger, stop, runId: id });
      this.#tell({ tenantId, trigger }, report);
      return report;
    } finally {
      progress.end(tenantId);
    }
  }

  failed({ tenantId, trigger }: Pick<ExportRequest, "tenantId" | "trigger">, thrown: unknown): void {
    const { log } = this.#parts;
    if (isPortFailure(thrown))
      log.error({ tenant: tenantId, trigger, code: thrown.code }, `No run: ${thrown.message}`);
    // A defect of this program: the lease lapses, the slot comes again, and the stack is what somebody will want to see.
    else log.error({ tenant: tenantId, trigger, err: thrown }, "A defect ended the run.");
  }

  async bury(letter: DeadLetter): Promise<void> {
    await this.#parts.escalate.execute(letter);
    this.#parts.metrics.buried();
    this.#parts.log.error(
      { tenant: letter.tenantId, runId: letter.runId, code: letter.code },
      "The operators were told of a dead letter.",
    );
  }

  #tell({ tenantId, trigger }: Pick<ExportRequest, "tenantId" | "trigger">, report: RunReport): void {
    const { log, metrics } = this.#parts;
    if (report.status !== "ran") {
      log.info({ tenant: tenantId, trigger, status: report.status }, "There was nothing to run.");
      return;
    }
    const { runId, counts, ending } = report;
    const code = codeOf(ending);
    metrics.ran(trigger, report, code);
    const ms = report.completedAt - report.startedAt;
    const facts = { tenant: tenantId, trigger, runId, ending: ending.status, ...counts, ms };
    if (ending.status === "failed")
      log.error({ ...facts, code, error: ending.failure.message }, "A run failed.");
    else if (code !== undefined)
      log.warn({ ...facts, code }, "A run was left unfinished; the next one goes on.");
    else log.info(facts, "A run ended.");
  }
}

/** What the history holds against the run; undefined if it was good. */
const codeOf = (ending: RunEnding): string | undefined => {
  if (ending.status === "failed") return ending.failure.code;
  if (ending.status === "deferred") return "no-answer";
  return ending.status === "superseded" ? "run-abandoned" : undefined;
};
