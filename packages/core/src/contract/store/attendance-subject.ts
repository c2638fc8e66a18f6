import type { QuarantinedRecord, StoredRecord } from "../../model/attendance-record.ts";
import { byCodePoint } from "../../model/code-point-order.ts";
import type { RecordId, TenantId } from "../../model/ids.ts";
import type { AttendanceRegister } from "../../ports/attendance-register.ts";
import type { AttendanceStore } from "../../ports/attendance-store.ts";
import type { StoreSubject } from "./store-lever.ts";

/** A tenant's records and quarantine, reached beside the adapter, as its own app or an operator would. */
export interface AttendanceBackDoor {
  /** Keeps or replaces these records, marks and revisions included, as they are given. */
  plant(tenantId: TenantId, records: readonly StoredRecord[]): Promise<void>;
  remove(tenantId: TenantId, recordId: RecordId): Promise<void>;
  /** Every record of the tenant, in any order. */
  records(tenantId: TenantId): Promise<readonly StoredRecord[]>;
  plantQuarantine(tenantId: TenantId, entries: readonly QuarantinedRecord[]): Promise<void>;
  /** Every entry, in any order. */
  quarantine(tenantId: TenantId): Promise<readonly QuarantinedRecord[]>;
}

export interface AttendanceStoreSubject extends StoreSubject {
  readonly port: AttendanceStore;
  readonly backDoor: AttendanceBackDoor;
}

export interface AttendanceRegisterSubject extends StoreSubject {
  readonly port: AttendanceRegister;
  /** The export's port on the same store: each must show what the other wrote. */
  readonly attendance: AttendanceStore;
  readonly backDoor: AttendanceBackDoor;
}

/** All records of a tenant by id, whatever order the back door has. */
export const recordsById = async (
  backDoor: AttendanceBackDoor,
  tenantId: TenantId,
): Promise<readonly StoredRecord[]> =>
  [...(await backDoor.records(tenantId))].sort((left, right) => byCodePoint(left.record.id, right.record.id));

/** All quarantine entries of a tenant by record id. */
export const quarantineById = async (
  backDoor: AttendanceBackDoor,
  tenantId: TenantId,
): Promise<readonly QuarantinedRecord[]> =>
  [...(await backDoor.quarantine(tenantId))].sort((left, right) =>
    byCodePoint(left.recordId, right.recordId),
  );
