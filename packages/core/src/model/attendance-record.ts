import type { RecordId } from "./ids.ts";
import type { EpochMs, LocalDate } from "./time.ts";

/** The tenant's own app decides; only `approved` records are exported. */
export type ApprovalStatus = "pending" | "approved" | "rejected";

/** What a tenant adds to its records beyond the fixed fields. */
export type FieldValue = string | number | boolean | null;

/** One person at one session or shift, as the tenant's app keeps it. */
export interface AttendanceRecord {
  readonly id: RecordId;
  readonly member: { readonly id: string; readonly name: string };
  readonly session: { readonly id: string; readonly name: string };
  /** The day the tenant books it on; a night shift keeps the day it began. */
  readonly date: LocalDate;
  readonly checkIn: EpochMs | null;
  readonly checkOut: EpochMs | null;
  readonly status: ApprovalStatus;
  readonly approval: { readonly at: EpochMs; readonly by: string } | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Counts the record's changes, from 1. A change after the export is a correction. */
  readonly revision: number;
}

/** Set once the record is confirmed on the sheet; the backlog is `approved` and no mark. */
export interface ExportMark {
  readonly exportedAt: EpochMs;
  /** Sequence of the batch that carried it. */
  readonly batch: number;
  /** The revision that was written, which need not be the newest. */
  readonly revision: number;
}

/** A record with what the export has done to it. */
export interface StoredRecord {
  readonly record: AttendanceRecord;
  readonly mark: ExportMark | null;
}

/** A record that can never be written as it is, set aside beside the records, until it is edited. */
export interface QuarantinedRecord {
  readonly recordId: RecordId;
  /** A later revision comes back by itself. */
  readonly revision: number;
  /** One sentence for the admin: which column, what stands there, what is wanted. */
  readonly reason: string;
  readonly since: EpochMs;
}

/**
 * How a tenant's records stand. `quarantined` counts the records of the backlog that are set aside as they are now: an
 * edit takes a record out of it. `corrected` counts exported records changed since.
 */
export interface Tally {
  readonly records: number;
  readonly approved: number;
  readonly backlog: number;
  readonly exported: number;
  readonly quarantined: number;
  readonly corrected: number;
}
