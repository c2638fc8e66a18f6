import type { AttendanceRecord, StoredRecord, Tally } from "../model/attendance-record.ts";
import type { RecordId, TenantId } from "../model/ids.ts";

/** A record as its source tells it; the register counts the revisions. */
export type RecordDraft = Omit<AttendanceRecord, "revision">;

/** How many records a `put` touched; the three add up to what was given. */
export interface PutOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface RegisterPage {
  /** Records with an id after this one, in code point order; from the beginning without it. */
  readonly after: RecordId | undefined;
  readonly limit: number;
}

/** The tenant's records, as importers, audits and dashboards need them. Rejects with a `PortFailure` and nothing else. */
export interface AttendanceRegister {
  /**
   * Keeps the drafts. A new one starts at revision 1; one that differs from what is kept raises the revision by one and
   * keeps its export mark; an equal one changes nothing, so repeating the call changes nothing more.
   * Of two drafts with one id the later counts.
   */
  put(tenantId: TenantId, drafts: readonly RecordDraft[]): Promise<PutOutcome>;

  /** Those of the ids that exist, in no promised order. At most 5,000 ids a call. */
  byId(tenantId: TenantId, ids: readonly RecordId[]): Promise<readonly StoredRecord[]>;

  /** Every record with an export mark, by id, by pages; fewer than `limit` means there are no more. */
  exported(tenantId: TenantId, page: RegisterPage): Promise<readonly StoredRecord[]>;

  tally(tenantId: TenantId): Promise<Tally>;
}
