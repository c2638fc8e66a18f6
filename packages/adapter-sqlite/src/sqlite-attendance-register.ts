import type { StatementSync } from "node:sqlite";
import {
  type AttendanceRegister,
  canonicalDraft,
  type PutOutcome,
  type RecordDraft,
  type RecordId,
  type RegisterPage,
  type StoredRecord,
  type Tally,
  type TenantId,
} from "@attendance-export/core";
import { inBoundedTransactions } from "./bounded-transactions.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedNumber } from "./stored-json.ts";
import { storedRecordIn } from "./stored-record.ts";

const COLUMNS = "draft, revision, exported_at, export_batch, exported_revision";

/** Measured: 1,000 are a third slower, 5,000 no faster, and hold up others twice as long. */
const DRAFTS_A_TRANSACTION = 2_500;

/** The tenant's records. */
export class SqliteAttendanceRegister implements AttendanceRegister {
  readonly #database: SqliteDatabase;
  readonly #put: StatementSync;
  readonly #byId: StatementSync;
  readonly #exported: StatementSync;
  readonly #tally: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    // Answers nothing for an equal draft, 1 for a new one and more for one that changed.
    this.#put = database.prepare(
      `INSERT INTO record (tenant, id, date, approved, revision, draft) VALUES (?, ?, ?, ?, 1, ?)
       ON CONFLICT DO UPDATE SET date = excluded.date, approved = excluded.approved, draft = excluded.draft,
         revision = revision + 1
       WHERE draft <> excluded.draft
       RETURNING revision`,
    );
    this.#byId = database.prepare(
      `SELECT ${COLUMNS} FROM record WHERE tenant = ? AND id IN (SELECT value FROM json_each(?))`,
    );
    this.#exported = database.prepare(
      `SELECT ${COLUMNS} FROM record WHERE tenant = ? AND id > ? AND exported_at IS NOT NULL ORDER BY id LIMIT ?`,
    );
    this.#tally = database.prepare(
      `SELECT count(*) AS records, total(approved) AS approved, count(exported_at) AS exported,
         count(*) FILTER (WHERE approved = 1 AND exported_at IS NULL) AS backlog,
         count(*) FILTER (WHERE revision > exported_revision) AS corrected,
         (SELECT count(*) FROM quarantine JOIN record USING (tenant, revision)
          WHERE tenant = ?1 AND id = record_id AND approved = 1 AND exported_at IS NULL) AS quarantined
       FROM record WHERE tenant = ?1`,
    );
  }

  async put(tenantId: TenantId, drafts: readonly RecordDraft[]): Promise<PutOutcome> {
    // A map keeps the last draft of an id: putting them one after the other would raise the revision at every repeat.
    const latest = new Map(drafts.map((draft) => [draft.id, draft]));
    const revisions = await inBoundedTransactions(
      this.#database,
      [...latest.values()],
      DRAFTS_A_TRANSACTION,
      (some) => some.map((draft) => this.#putOne(tenantId, draft)),
    );
    const written = revisions.flat().filter((revision) => revision !== undefined);
    const added = written.filter((revision) => revision === 1).length;
    return { added, changed: written.length - added, unchanged: drafts.length - written.length };
  }

  byId(tenantId: TenantId, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
    return this.#database.read(() => this.#byId.all(tenantId, JSON.stringify(ids)).map(storedRecordIn));
  }

  exported(tenantId: TenantId, { after, limit }: RegisterPage): Promise<readonly StoredRecord[]> {
    return this.#database.read(() => this.#exported.all(tenantId, after ?? "", limit).map(storedRecordIn));
  }

  tally(tenantId: TenantId): Promise<Tally> {
    return this.#database.read(() => {
      const row = this.#tally.get(tenantId);
      return {
        records: storedNumber(row?.records),
        approved: storedNumber(row?.approved),
        backlog: storedNumber(row?.backlog),
        exported: storedNumber(row?.exported),
        quarantined: storedNumber(row?.quarantined),
        corrected: storedNumber(row?.corrected),
      };
    });
  }

  /** The revision that was written; none for a draft that is as it was kept. */
  #putOne(tenantId: TenantId, draft: RecordDraft): number | undefined {
    const approved = draft.status === "approved" ? 1 : 0;
    const row = this.#put.get(tenantId, draft.id, draft.date, approved, canonicalDraft(draft));
    return row && storedNumber(row.revision);
  }
}
