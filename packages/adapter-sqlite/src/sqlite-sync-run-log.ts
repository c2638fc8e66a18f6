import type { StatementSync } from "node:sqlite";
import type { FinishedRun, RunId, SyncRun, SyncRunLog, TenantId } from "@attendance-export/core";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson } from "./stored-json.ts";

/** The history of runs. */
export class SqliteSyncRunLog implements SyncRunLog {
  readonly #database: SqliteDatabase;
  readonly #begin: StatementSync;
  readonly #finish: StatementSync;
  readonly #recent: StatementSync;
  readonly #find: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#begin = database.prepare(
      `INSERT INTO run (tenant, run_id, started_at, finished, run) VALUES (?, ?, ?, 0, ?)
       ON CONFLICT DO NOTHING`,
    );
    this.#finish = database.prepare(
      `INSERT INTO run (tenant, run_id, started_at, finished, run) VALUES (?, ?, ?, 1, ?)
       ON CONFLICT DO UPDATE SET started_at = excluded.started_at, finished = 1, run = excluded.run
       WHERE finished = 0`,
    );
    this.#recent = database.prepare(
      "SELECT run FROM run WHERE tenant = ? ORDER BY started_at DESC, run_id DESC LIMIT ?",
    );
    this.#find = database.prepare("SELECT run FROM run WHERE tenant = ? AND run_id = ?");
  }

  begin(run: SyncRun): Promise<void> {
    return this.#write(this.#begin, run);
  }

  finish(run: FinishedRun): Promise<void> {
    return this.#write(this.#finish, run);
  }

  recent(tenantId: TenantId, limit: number): Promise<readonly SyncRun[]> {
    return this.#database.read(() =>
      this.#recent.all(tenantId, limit).map(({ run }) => storedJson<SyncRun>(run)),
    );
  }

  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined> {
    return this.#database.read(() => {
      const row = this.#find.get(tenantId, runId);
      return row && storedJson<SyncRun>(row.run);
    });
  }

  #write(statement: StatementSync, run: SyncRun): Promise<void> {
    return this.#database.write(() => {
      statement.run(run.tenantId, run.runId, run.startedAt, JSON.stringify(run));
    });
  }
}
