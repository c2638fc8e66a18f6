import type { AttendanceRecord, QuarantinedRecord, StoredRecord } from "../model/attendance-record.ts";
import { byCodePoint } from "../model/code-point-order.ts";
import type { TenantId } from "../model/ids.ts";
import type { AttendanceStore, BacklogRequest, ExportedBatch } from "../ports/attendance-store.ts";
import type { MemoryDatabase } from "./memory-database.ts";

const inBacklog = ({ record, mark }: StoredRecord): boolean => record.status === "approved" && mark === null;

/** The export's view of the records, kept in memory. */
export class MemoryAttendanceStore implements AttendanceStore {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  backlog(tenantId: TenantId, { after, limit }: BacklogRequest): Promise<readonly AttendanceRecord[]> {
    return this.#database.call(() =>
      this.#database
        .tenant(tenantId)
        .records.inOrder(after, limit, inBacklog)
        .map(({ record }) => record),
    );
  }

  markExported(tenantId: TenantId, { sequence, exportedAt, records }: ExportedBatch): Promise<void> {
    return this.#database.call(() => {
      const { records: kept, quarantine } = this.#database.tenant(tenantId);
      for (const { recordId, revision } of records) {
        quarantine.delete(recordId);
        const stored = kept.get(recordId);
        if (stored?.mark === null)
          kept.set({ record: stored.record, mark: { exportedAt, batch: sequence, revision } });
      }
    });
  }

  setAside(tenantId: TenantId, records: readonly QuarantinedRecord[]): Promise<void> {
    return this.#database.call(() => {
      const { quarantine } = this.#database.tenant(tenantId);
      for (const entry of records) quarantine.set(entry.recordId, entry);
    });
  }

  quarantine(tenantId: TenantId, limit: number): Promise<readonly QuarantinedRecord[]> {
    return this.#database.call(() =>
      [...this.#database.tenant(tenantId).quarantine.values()]
        .sort((left, right) => byCodePoint(left.recordId, right.recordId))
        .slice(0, limit),
    );
  }
}
