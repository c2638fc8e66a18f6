import type { ExportLedger } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/** Transitions give the same result on a state that holds their change already; stores rely on that anyway. */
const transact: PortCall = { name: "ExportLedger.transact", service: "store", kind: "repeatable" };
const frozenRows: PortCall = { name: "ExportLedger.frozenRows", service: "store", kind: "read" };
const closedBatches: PortCall = { name: "ExportLedger.closedBatches", service: "store", kind: "read" };

export const resilientExportLedger = (ledger: ExportLedger, run: RunGuard): ExportLedger => ({
  transact: (tenantId, transition) => run.call(transact, () => ledger.transact(tenantId, transition)),
  frozenRows: (tenantId, sequence) => run.call(frozenRows, () => ledger.frozenRows(tenantId, sequence)),
  closedBatches: (tenantId, limit) => run.call(closedBatches, () => ledger.closedBatches(tenantId, limit)),
});
