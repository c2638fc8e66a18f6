import type { StatementSync } from "node:sqlite";
import type { FinishedRun, RunId, RunPage, SyncRun, SyncRunLog, TenantId } from "@attendance-export/core";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson } from "./stored-json.ts";

/** Rows that one `begin` removes at most: the first one with a limit may find years of them. */
const PRUNED_AT_ONCE = 500;

/**
 * The history of runs. Given a limit, each run that begins removes older rows of its tenant, in the same transaction: no job
 * has to be kept alive for it, and a tenant without runs keeps its last ones. Rows that say running are never removed.
 */
export class SqliteSyncRunLog implements SyncRunLog {
  readonly #database: SqliteDatabase;
  readonly #begin: StatementSync;
  readonly #finish: StatementSync;
  readonly #recent: StatementSync;
  readonly #recentOf: StatementSync;
  readonly #find: StatementSync;
  readonly #prune: StatementSync;
  readonly #keptMs: number;

  constructor(database: SqliteDatabase, keptMs = Number.POSITIVE_INFINITY) {
    this.#database = database;
    this.#keptMs = keptMs;
    this.#prune = database.prepare(
      `DELETE FROM run WHERE tenant = ?1 AND run_id IN (
         SELECT run_id FROM run WHERE tenant = ?1 AND started_at < ?2 AND finished = 1 ORDER BY started_at LIMIT ?3)`,
    );
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
      `SELECT run FROM run WHERE tenant = ?1 AND (started_at, run_id) < (?2, ?3)
       ORDER BY started_at DESC, run_id DESC LIMIT ?4`,
    );
    this.#recentOf = database.prepare(
      `SELECT run FROM run WHERE tenant = ?1 AND run ->> '$.status' = ?5 AND (started_at, run_id) < (?2, ?3)
       ORDER BY started_at DESC, run_id DESC LIMIT ?4`,
    );
    this.#find = database.prepare("SELECT run FROM run WHERE tenant = ? AND run_id = ?");
  }

  begin(run: SyncRun): Promise<void> {
    return this.#database.write(() => {
      this.#put(this.#begin, run);
      if (Number.isFinite(this.#keptMs))
        this.#prune.run(run.tenantId, run.startedAt - this.#keptMs, PRUNED_AT_ONCE);
    });
  }

  finish(run: FinishedRun): Promise<void> {
    return this.#database.write(() => this.#put(this.#finish, run));
  }

  recent(tenantId: TenantId, { before, status, limit }: RunPage): Promise<readonly SyncRun[]> {
    const place = [before?.startedAt ?? Number.MAX_SAFE_INTEGER, before?.runId ?? ""] as const;
    return this.#database.read(() => {
      const rows =
        status === undefined
          ? this.#recent.all(tenantId, ...place, limit)
          : this.#recentOf.all(tenantId, ...place, limit, status);
      return rows.map(({ run }) => storedJson<SyncRun>(run));
    });
  }

  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined> {
    return this.#database.read(() => {
      const row = this.#find.get(tenantId, runId);
      return row && storedJson<SyncRun>(row.run);
    });
  }

  #put(statement: StatementSync, run: SyncRun): void {
    statement.run(run.tenantId, run.runId, run.startedAt, JSON.stringify(run));
  }
}
