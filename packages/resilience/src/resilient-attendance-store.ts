import type { AttendanceStore } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

const backlog: PortCall = { name: "AttendanceStore.backlog", service: "store", kind: "read" };

/** A record that has its mark keeps it, so half a call is completed by the whole one. */
const markExported: PortCall = { name: "AttendanceStore.markExported", service: "store", kind: "repeatable" };

/** Puts the same entries in the same places. */
const setAside: PortCall = { name: "AttendanceStore.setAside", service: "store", kind: "repeatable" };
const quarantine: PortCall = { name: "AttendanceStore.quarantine", service: "store", kind: "read" };

export const resilientAttendanceStore = (store: AttendanceStore, run: RunGuard): AttendanceStore => ({
  backlog: (tenantId, request) => run.call(backlog, () => store.backlog(tenantId, request)),
  markExported: (tenantId, batch) => run.call(markExported, () => store.markExported(tenantId, batch)),
  setAside: (tenantId, records) => run.call(setAside, () => store.setAside(tenantId, records)),
  quarantine: (tenantId, limit) => run.call(quarantine, () => store.quarantine(tenantId, limit)),
});
