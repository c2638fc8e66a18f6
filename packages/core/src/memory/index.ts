export { MemoryAdminNotifier, type ToldNotice } from "./memory-admin-notifier.ts";
export { MemoryAttendanceRegister } from "./memory-attendance-register.ts";
export { MemoryAttendanceStore } from "./memory-attendance-store.ts";
export { MemoryClock } from "./memory-clock.ts";
export { MemoryConsentStore } from "./memory-consent-store.ts";
export { MemoryCredentialStore } from "./memory-credential-store.ts";
export { MemoryCredentialVault } from "./memory-credential-vault.ts";
export { MemoryDatabase, type MemoryTenant, type MemoryTrouble } from "./memory-database.ts";
export { MemoryExportLedger, type MemoryExportLedgerOptions } from "./memory-export-ledger.ts";
export { MemoryExportQueue } from "./memory-export-queue.ts";
export {
  type MemoryConsent,
  MemoryGoogleAccess,
  type MemoryReturn,
} from "./memory-google-access.ts";
export { MemoryLinkedSheetStore } from "./memory-linked-sheet-store.ts";
export { MemoryOperatorAlerts, type RaisedAlert } from "./memory-operator-alerts.ts";
export { MemoryReceiptBook } from "./memory-receipt-book.ts";
export { MemorySheetReader } from "./memory-sheet-reader.ts";
export { MemorySheetSink } from "./memory-sheet-sink.ts";
export { type MemoryMark, MemorySpreadsheet, type MemoryWrite } from "./memory-spreadsheet.ts";
export { MemorySpreadsheetSetup } from "./memory-spreadsheet-setup.ts";
export { type Interruption, MemorySpreadsheets } from "./memory-spreadsheets.ts";
export { MemorySyncRunLog } from "./memory-sync-run-log.ts";
export { MemoryTab } from "./memory-tab.ts";
export { MemoryTimetable } from "./memory-timetable.ts";
export { openMemoryAdapters } from "./open-memory-adapters.ts";
export { SeededIds } from "./seeded-ids.ts";
