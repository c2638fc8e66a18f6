import type { AttendanceRegister } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/**
 * An equal draft changes nothing. What was kept by an attempt whose answer was lost, the next one counts as `unchanged`:
 * the register is right, the three counts are those of the last attempt.
 */
const put: PortCall = { name: "AttendanceRegister.put", service: "store", kind: "repeatable" };
const byId: PortCall = { name: "AttendanceRegister.byId", service: "store", kind: "read" };
const exported: PortCall = { name: "AttendanceRegister.exported", service: "store", kind: "read" };
const tally: PortCall = { name: "AttendanceRegister.tally", service: "store", kind: "read" };

export const resilientAttendanceRegister = (
  register: AttendanceRegister,
  run: RunGuard,
): AttendanceRegister => ({
  put: (tenantId, drafts) => run.call(put, () => register.put(tenantId, drafts)),
  byId: (tenantId, ids) => run.call(byId, () => register.byId(tenantId, ids)),
  exported: (tenantId, page) => run.call(exported, () => register.exported(tenantId, page)),
  tally: (tenantId) => run.call(tally, () => register.tally(tenantId)),
});
