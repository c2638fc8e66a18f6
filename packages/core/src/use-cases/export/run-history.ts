import type { RunId } from "../../model/ids.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import { noCounts, type RunCounts, type SyncRun } from "../../model/sync-run.ts";
import type { EpochMs } from "../../model/time.ts";
import type { RunFailure } from "./answer-failure.ts";
import type { RunContext } from "./run-context.ts";

/** The row that a run leaves in the history, from its first moment on. */
export class RunHistory {
  readonly #run: RunContext;
  readonly #row: SyncRun;

  constructor(run: RunContext, startedAt: EpochMs, { link }: LinkState) {
    this.#run = run;
    this.#row = {
      runId: run.runId,
      tenantId: run.tenantId,
      trigger: run.trigger,
      spreadsheetId: link.sheet.spreadsheetId,
      startedAt,
      status: "running",
      completedAt: null,
      counts: noCounts,
      errorCode: null,
      errorMessage: null,
    };
  }

  /** Opens the row, and closes those of runs that never said they were over. */
  async begin(ghosts: readonly RunId[]): Promise<void> {
    const { runs } = this.#run.ports;
    await runs.begin(this.#row);
    for (const ghost of ghosts) {
      // Its own beginning stands there, unless it died before it could write it.
      const row = await runs.find(this.#run.tenantId, ghost);
      await runs.finish({
        ...(row ?? { ...this.#row, runId: ghost }),
        status: "failed",
        completedAt: this.#row.startedAt,
        errorCode: "run-abandoned",
        errorMessage: "The run's process ended without a word; a later run took over.",
      });
    }
  }

  async finish(completedAt: EpochMs, counts: RunCounts, failure: RunFailure | undefined): Promise<void> {
    await this.#run.ports.runs.finish({
      ...this.#row,
      status: failure === undefined ? "completed" : "failed",
      completedAt,
      counts,
      errorCode: failure?.code ?? null,
      errorMessage: failure?.message ?? null,
    });
  }
}
