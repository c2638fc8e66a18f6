import { byCodePoint } from "../model/code-point-order.ts";
import type { RunId, TenantId } from "../model/ids.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { FinishedRun, RunPage, RunPosition, SyncRunLog } from "../ports/sync-run-log.ts";
import type { MemoryDatabase } from "./memory-database.ts";

/** The history of runs, kept in memory. */
export class MemorySyncRunLog implements SyncRunLog {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  begin(run: SyncRun): Promise<void> {
    return this.#database.call(() => {
      const { runs } = this.#database.tenant(run.tenantId);
      if (!runs.has(run.runId)) runs.set(run.runId, run);
    });
  }

  finish(run: FinishedRun): Promise<void> {
    return this.#database.call(() => {
      const { runs } = this.#database.tenant(run.tenantId);
      if ((runs.get(run.runId)?.status ?? "running") === "running") runs.set(run.runId, run);
    });
  }

  recent(tenantId: TenantId, { before, status, limit }: RunPage): Promise<readonly SyncRun[]> {
    return this.#database.call(() =>
      [...this.#database.tenant(tenantId).runs.values()]
        .filter(
          (run) =>
            (status === undefined || run.status === status) &&
            (before === undefined || newestFirst(before, run) < 0),
        )
        .sort(newestFirst)
        .slice(0, limit),
    );
  }

  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined> {
    return this.#database.call(() => this.#database.tenant(tenantId).runs.get(runId));
  }
}

const newestFirst = (left: RunPosition, right: RunPosition): number =>
  right.startedAt - left.startedAt || byCodePoint(right.runId, left.runId);
