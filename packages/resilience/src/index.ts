export {
  type BackOffPolicy,
  type CircuitPolicy,
  defaultCircuitPolicy,
  defaultResiliencePolicy,
  type ResiliencePolicy,
  type Service,
  type ServicePolicy,
} from "./policy.ts";
export type { CallKind, PortCall } from "./port-call.ts";
export { ProviderCircuit } from "./provider-circuit.ts";
export { resilientAdminNotifier } from "./resilient-admin-notifier.ts";
export { resilientAttendanceRegister } from "./resilient-attendance-register.ts";
export { resilientAttendanceStore } from "./resilient-attendance-store.ts";
export { resilientCredentialStore } from "./resilient-credential-store.ts";
export { resilientExportLedger } from "./resilient-export-ledger.ts";
export { resilientLinkedSheetStore } from "./resilient-linked-sheet-store.ts";
export { resilientReceiptBook } from "./resilient-receipt-book.ts";
export { resilientSheetReader } from "./resilient-sheet-reader.ts";
export { resilientSheetSink } from "./resilient-sheet-sink.ts";
export { resilientSpreadsheetSetup } from "./resilient-spreadsheet-setup.ts";
export { resilientSyncRunLog } from "./resilient-sync-run-log.ts";
export { RunGuard, type RunGuardSettings } from "./run-guard.ts";
