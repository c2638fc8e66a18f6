import type { StatementSync } from "node:sqlite";
import type {
  BatchWrite,
  ClosedBatch,
  ExportLedger,
  FrozenRow,
  LinkState,
  TenantId,
  Transition,
} from "@attendance-export/core";
import { frozenParts } from "./frozen-parts.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson } from "./stored-json.ts";
import { linkStateIn } from "./stored-link.ts";

/** The memory of the protocol. */
export class SqliteExportLedger implements ExportLedger {
  readonly #database: SqliteDatabase;
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  readonly #unfreeze: StatementSync;
  readonly #freeze: StatementSync;
  readonly #freezePart: StatementSync;
  readonly #close: StatementSync;
  readonly #frozen: StatementSync;
  readonly #closed: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#read = database.prepare("SELECT link, ledger FROM link WHERE tenant = ?");
    this.#write = database.prepare(
      "INSERT OR REPLACE INTO link (tenant, link, ledger, due_at) VALUES (?, ?, ?, ?)",
    );
    // Takes the parts along, by the foreign key.
    this.#unfreeze = database.prepare("DELETE FROM frozen_batch WHERE tenant = ? AND sequence = ?");
    this.#freeze = database.prepare("INSERT INTO frozen_batch (tenant, sequence) VALUES (?, ?)");
    this.#freezePart = database.prepare(
      "INSERT INTO frozen_part (tenant, sequence, part, rows) VALUES (?, ?, ?, ?)",
    );
    this.#close = database.prepare(
      "INSERT OR REPLACE INTO closed_batch (tenant, sequence, batch) VALUES (?, ?, ?)",
    );
    this.#frozen = database.prepare(
      `SELECT rows FROM frozen_batch LEFT JOIN frozen_part USING (tenant, sequence)
       WHERE tenant = ? AND sequence = ? ORDER BY part`,
    );
    this.#closed = database.prepare(
      "SELECT batch FROM closed_batch WHERE tenant = ? ORDER BY sequence DESC LIMIT ?",
    );
  }

  transact<Result>(tenantId: TenantId, transition: Transition<Result>): Promise<Result> {
    return this.#database.write(() => {
      const { state, batch, result } = transition(linkStateIn(this.#read.get(tenantId)));
      if (state !== undefined) {
        this.#writeState(tenantId, state);
        if (batch !== undefined) this.#writeBatch(tenantId, batch);
      }
      return result;
    });
  }

  frozenRows(tenantId: TenantId, sequence: number): Promise<readonly FrozenRow[] | undefined> {
    return this.#database.read(() => {
      const parts = this.#frozen.all(tenantId, sequence);
      if (parts.length === 0) return undefined;
      // A batch without rows is one row of the join without a part.
      return parts.flatMap(({ rows }) => (rows === null ? [] : storedJson<readonly FrozenRow[]>(rows)));
    });
  }

  closedBatches(tenantId: TenantId, limit: number): Promise<readonly ClosedBatch[]> {
    return this.#database.read(() =>
      this.#closed.all(tenantId, limit).map(({ batch }) => storedJson<ClosedBatch>(batch)),
    );
  }

  #writeState(tenantId: TenantId, { link, ledger }: LinkState): void {
    const { enabled, nextPollAt } = link.polling;
    this.#write.run(tenantId, JSON.stringify(link), JSON.stringify(ledger), enabled ? nextPollAt : null);
  }

  #writeBatch(tenantId: TenantId, write: BatchWrite): void {
    const { sequence } = write.batch;
    this.#unfreeze.run(tenantId, sequence);
    if (write.kind === "close") {
      this.#close.run(tenantId, sequence, JSON.stringify(write.batch));
      return;
    }
    this.#freeze.run(tenantId, sequence);
    for (const [part, rows] of frozenParts(write.rows).entries())
      this.#freezePart.run(tenantId, sequence, part, rows);
  }
}
