import type { AttendanceStore } from "../ports/attendance-store.ts";
import type { Contract } from "./contract.ts";
import { type AttendanceStoreSubject, quarantineById, recordsById } from "./store/attendance-subject.ts";
import { backlogGuarantees } from "./store/backlog-guarantees.ts";
import { exportedBatchOf, markExportedGuarantees } from "./store/mark-exported-guarantees.ts";
import { tenant1 } from "./store/near-misses.ts";
import { entryOf, quarantineGuarantees } from "./store/quarantine-guarantees.ts";
import { recordOf, stored } from "./store/record-fixtures.ts";
import { type FailureTrial, storeFailures, storeWriteFailures } from "./store/store-lever.ts";

const failureTrial: FailureTrial<AttendanceStore, AttendanceStoreSubject> = {
  arrange: ({ backDoor }) => backDoor.plant(tenant1, [stored(recordOf("r1")), stored(recordOf("r2"))]),
  reads: {
    backlog: (port) => port.backlog(tenant1, { after: undefined, limit: 10 }),
    quarantine: (port) => port.quarantine(tenant1, 10),
  },
  writes: {
    markExported: (port) => port.markExported(tenant1, exportedBatchOf(["r1", "r2"])),
    setAside: (port) => port.setAside(tenant1, [entryOf("r1")]),
  },
  truth: async ({ backDoor }) => [
    await recordsById(backDoor, tenant1),
    await quarantineById(backDoor, tenant1),
  ],
};

/** What every `AttendanceStore` promises. */
export const attendanceStoreContract = {
  port: "AttendanceStore",
  guarantees: {
    ...backlogGuarantees,
    ...markExportedGuarantees,
    ...quarantineGuarantees,
    ...storeFailures(failureTrial),
    ...storeWriteFailures(failureTrial),
  },
} satisfies Contract<AttendanceStoreSubject, string>;

export type AttendanceStoreSentence = keyof typeof attendanceStoreContract.guarantees;
