import type { AttendanceRecord, QuarantinedRecord } from "../model/attendance-record.ts";
import type { RecordId, TenantId } from "../model/ids.ts";
import type { EpochMs, LocalDate } from "../model/time.ts";

/** Where a page of the backlog ended: by day, then by id. */
export interface BacklogPosition {
  readonly date: LocalDate;
  readonly recordId: RecordId;
}

export interface BacklogRequest {
  /** Records strictly after this one; from the beginning without it. */
  readonly after: BacklogPosition | undefined;
  /** At most this many, from 1. */
  readonly limit: number;
}

/** The records of one batch, as they were frozen. */
export interface ExportedBatch {
  readonly sequence: number;
  readonly exportedAt: EpochMs;
  readonly records: readonly { readonly recordId: RecordId; readonly revision: number }[];
}

/** The tenant's records, as the export needs them. Rejects with a `PortFailure` and nothing else. */
export interface AttendanceStore {
  /**
   * Approved records that no batch has confirmed, by date, then by id in code point order.
   * Reads at most `limit` records; fewer than `limit` means there are no more. Set-aside records are among them.
   */
  backlog(tenantId: TenantId, request: BacklogRequest): Promise<readonly AttendanceRecord[]>;

  /**
   * Marks the batch's records as exported, with the revision that was written, not the newest, and drops what the quarantine
   * still says of earlier revisions.
   *
   * A record that has a mark keeps it, and one that was deleted since is passed over, so repeating the call, also after a
   * lost answer or half of it, changes nothing more. Not one transaction: a crash may leave some marked.
   */
  markExported(tenantId: TenantId, batch: ExportedBatch): Promise<void>;

  /** Puts records into quarantine, or replaces what stands there for them. Repeating changes nothing. */
  setAside(tenantId: TenantId, records: readonly QuarantinedRecord[]): Promise<void>;

  /** The quarantine, by record id, at most `limit` entries. Entries of records edited since are among them. */
  quarantine(tenantId: TenantId, limit: number): Promise<readonly QuarantinedRecord[]>;
}
