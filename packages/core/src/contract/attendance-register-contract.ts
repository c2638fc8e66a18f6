import { recordId } from "../model/ids.ts";
import type { AttendanceRegister } from "../ports/attendance-register.ts";
import type { Contract } from "./contract.ts";
import { type AttendanceRegisterSubject, recordsById } from "./store/attendance-subject.ts";
import { tenant1 } from "./store/near-misses.ts";
import { putGuarantees } from "./store/put-guarantees.ts";
import { draftOf, recordOf, stored } from "./store/record-fixtures.ts";
import { registerReadingGuarantees } from "./store/register-reading-guarantees.ts";
import { type FailureTrial, storeFailures, storeWriteFailures } from "./store/store-lever.ts";

const failureTrial: FailureTrial<AttendanceRegister, AttendanceRegisterSubject> = {
  arrange: ({ backDoor }) => backDoor.plant(tenant1, [stored(recordOf("r1"))]),
  reads: {
    byId: (port) => port.byId(tenant1, [recordId("r1")]),
    exported: (port) => port.exported(tenant1, { after: undefined, limit: 10 }),
    tally: (port) => port.tally(tenant1),
  },
  writes: {
    put: (port) => port.put(tenant1, [recordOf("r1", { checkOut: null }), recordOf("r2")].map(draftOf)),
  },
  truth: ({ backDoor }) => recordsById(backDoor, tenant1),
};

/** What every `AttendanceRegister` promises. */
export const attendanceRegisterContract = {
  port: "AttendanceRegister",
  guarantees: {
    ...putGuarantees,
    ...registerReadingGuarantees,
    ...storeFailures(failureTrial),
    ...storeWriteFailures(failureTrial),
  },
} satisfies Contract<AttendanceRegisterSubject, string>;

export type AttendanceRegisterSentence = keyof typeof attendanceRegisterContract.guarantees;
