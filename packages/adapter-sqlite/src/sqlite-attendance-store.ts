import type { StatementSync } from "node:sqlite";
import type {
  AttendanceRecord,
  AttendanceStore,
  BacklogRequest,
  ExportedBatch,
  QuarantinedRecord,
  TenantId,
} from "@attendance-export/core";
import { inBoundedTransactions } from "./bounded-transactions.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson } from "./stored-json.ts";
import { recordIn } from "./stored-record.ts";

/** Its records lie all over the file, so that marking one costs more than its share of a page. */
const RECORDS_A_TRANSACTION = 1_000;

/** The export's view of the records. */
export class SqliteAttendanceStore implements AttendanceStore {
  readonly #database: SqliteDatabase;
  readonly #backlog: StatementSync;
  readonly #mark: StatementSync;
  readonly #release: StatementSync;
  readonly #setAside: StatementSync;
  readonly #quarantine: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#backlog = database.prepare(
      `SELECT draft, revision FROM record
       WHERE tenant = ? AND approved = 1 AND exported_at IS NULL AND (date, id) > (?, ?)
       ORDER BY date, id LIMIT ?`,
    );
    this.#mark = database.prepare(
      `UPDATE record SET exported_at = ?, export_batch = ?, exported_revision = ?
       WHERE tenant = ? AND id = ? AND exported_at IS NULL`,
    );
    this.#release = database.prepare("DELETE FROM quarantine WHERE tenant = ? AND record_id = ?");
    this.#setAside = database.prepare(
      "INSERT OR REPLACE INTO quarantine (tenant, record_id, revision, entry) VALUES (?, ?, ?, ?)",
    );
    this.#quarantine = database.prepare(
      "SELECT entry FROM quarantine WHERE tenant = ? ORDER BY record_id LIMIT ?",
    );
  }

  backlog(tenantId: TenantId, { after, limit }: BacklogRequest): Promise<readonly AttendanceRecord[]> {
    return this.#database.read(() =>
      this.#backlog.all(tenantId, after?.date ?? "", after?.recordId ?? "", limit).map(recordIn),
    );
  }

  async markExported(tenantId: TenantId, batch: ExportedBatch): Promise<void> {
    const { sequence, exportedAt } = batch;
    await inBoundedTransactions(this.#database, batch.records, RECORDS_A_TRANSACTION, (some) => {
      for (const { recordId, revision } of some) {
        this.#mark.run(exportedAt, sequence, revision, tenantId, recordId);
        this.#release.run(tenantId, recordId);
      }
    });
  }

  async setAside(tenantId: TenantId, records: readonly QuarantinedRecord[]): Promise<void> {
    await inBoundedTransactions(this.#database, records, RECORDS_A_TRANSACTION, (some) => {
      for (const entry of some)
        this.#setAside.run(tenantId, entry.recordId, entry.revision, JSON.stringify(entry));
    });
  }

  quarantine(tenantId: TenantId, limit: number): Promise<readonly QuarantinedRecord[]> {
    return this.#database.read(() =>
      this.#quarantine.all(tenantId, limit).map(({ entry }) => storedJson<QuarantinedRecord>(entry)),
    );
  }
}
