import type { QuarantinedRecord, StoredRecord } from "../model/attendance-record.ts";
import type { TenantId } from "../model/ids.ts";
import type { AttendanceRegister } from "../ports/attendance-register.ts";
import type { AttendanceStore } from "../ports/attendance-store.ts";

export interface SetAsidePorts {
  readonly attendance: AttendanceStore;
  readonly register: AttendanceRegister;
}

/** Shows the records that wait for an edit, each with what to mend. Two reads, whatever the backlog. */
export class ReadSetAside {
  readonly #ports: SetAsidePorts;

  constructor(ports: SetAsidePorts) {
    this.#ports = ports;
  }

  /** At most `limit`, by record id; those that were edited since are left out, for the next run tries them again. */
  async execute(tenantId: TenantId, limit: number): Promise<readonly QuarantinedRecord[]> {
    const { attendance, register } = this.#ports;
    const entries = await attendance.quarantine(tenantId, limit);
    const stored = await register.byId(
      tenantId,
      entries.map(({ recordId }) => recordId),
    );
    const records = new Map(stored.map((one) => [one.record.id, one]));
    return entries.filter((entry) => isStill(entry, records.get(entry.recordId)));
  }
}

const isStill = ({ revision }: QuarantinedRecord, stored: StoredRecord | undefined): boolean =>
  stored?.record.status === "approved" && stored.mark === null && stored.record.revision === revision;
