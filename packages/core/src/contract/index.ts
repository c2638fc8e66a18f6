export {
  type AdminNotifierSentence,
  type AdminNotifierSubject,
  adminNotifierContract,
  type ReceivedNotice,
} from "./admin-notifier-contract.ts";
export {
  type AttendanceRegisterSentence,
  attendanceRegisterContract,
} from "./attendance-register-contract.ts";
export { type AttendanceStoreSentence, attendanceStoreContract } from "./attendance-store-contract.ts";
export {
  type ConsentStoreSentence,
  type ConsentStoreSubject,
  consentStoreContract,
} from "./consent-store-contract.ts";
export {
  type Closable,
  type Contract,
  type Guarantee,
  type Runner,
  type Saboteurs,
  type Verification,
  verify,
  verifyContract,
} from "./contract.ts";
export {
  type CredentialStoreSentence,
  type CredentialStoreSubject,
  credentialStoreContract,
} from "./credential-store-contract.ts";
export {
  type CredentialVaultSentence,
  type CredentialVaultSubject,
  credentialVaultContract,
} from "./credential-vault-contract.ts";
export { type ExportLedgerSentence, exportLedgerContract } from "./export-ledger-contract.ts";
export {
  type ExportQueueSentence,
  type ExportQueueSubject,
  exportQueueContract,
  letterOf,
} from "./export-queue-contract.ts";
export {
  type AccessTrouble,
  accessTroubleCodes,
  type GoogleAccessSentence,
  type GoogleAccessSubject,
  googleAccessContract,
  type PersonsAnswer,
} from "./google-access-contract.ts";
export {
  type LinkedSheetStoreSentence,
  type LinkedSheetStoreSubject,
  linkedSheetStoreContract,
} from "./linked-sheet-store-contract.ts";
export { openMemoryGoogleAccess } from "./memory-google-access-subject.ts";
export {
  openMemoryAdminNotifier,
  openMemoryExportQueue,
  openMemoryOperatorAlerts,
} from "./memory-message-subject.ts";
export type { MessageSubject } from "./message-world.ts";
export {
  type OperatorAlertsSentence,
  type OperatorAlertsSubject,
  operatorAlertsContract,
  type ReadAlert,
} from "./operator-alerts-contract.ts";
export { saboteurOf, withEveryMethod, withMethods } from "./sabotage.ts";
export {
  type MemorySpreadsheetWorld,
  openMemorySpreadsheetWorld,
} from "./spreadsheet/memory-spreadsheet-world.ts";
export { type ReceiptBookSentence, receiptBookContract } from "./spreadsheet/receipt-book-contract.ts";
export type { ReceiptBookSubject } from "./spreadsheet/receipt-book-subject.ts";
export {
  type LinkFixture,
  link1,
  link10,
  rowOf,
  sealedBatchOf,
  tagOf,
} from "./spreadsheet/sealed-batch-of.ts";
export { type SheetReaderSentence, sheetReaderContract } from "./spreadsheet/sheet-reader-contract.ts";
export type { SheetReaderSubject } from "./spreadsheet/sheet-reader-subject.ts";
export { type SheetSinkSentence, sheetSinkContract } from "./spreadsheet/sheet-sink-contract.ts";
export type { SheetSinkSubject } from "./spreadsheet/sheet-sink-subject.ts";
export {
  type SpreadsheetSetupSentence,
  spreadsheetSetupContract,
} from "./spreadsheet/spreadsheet-setup-contract.ts";
export type { SpreadsheetSetupSubject } from "./spreadsheet/spreadsheet-setup-subject.ts";
export {
  type SpreadsheetLever,
  type SpreadsheetPeople,
  type SpreadsheetWorld,
  TOLD_TO_WAIT_MS,
  type Trouble,
  type TrueCell,
  type TrueMark,
  type TrueSpreadsheet,
  type TrueTab,
  troubleCodes,
  worldTemplate,
} from "./spreadsheet/spreadsheet-world.ts";
export type {
  AttendanceBackDoor,
  AttendanceRegisterSubject,
  AttendanceStoreSubject,
} from "./store/attendance-subject.ts";
export type { ExportLedgerSubject, LedgerBackDoor } from "./store/export-ledger-subject.ts";
export {
  closedBatchOf,
  manyRows,
  noticeOf,
  openBatchOf,
  richRows,
  stateOf,
  type WantedState,
} from "./store/link-fixtures.ts";
export {
  openMemoryAttendanceRegister,
  openMemoryAttendanceStore,
  openMemoryConsentStore,
  openMemoryCredentialStore,
  openMemoryExportLedger,
  openMemoryLinkedSheetStore,
  openMemorySyncRunLog,
} from "./store/memory-store-subject.ts";
export { nearMissIds, nearMissTenants, shuffled, tenant1, tenant10 } from "./store/near-misses.ts";
export { draftOf, manyIds, markOf, recordOf, richRecord, stored } from "./store/record-fixtures.ts";
export type { StoreFault, StoreLever, StoreSubject } from "./store/store-lever.ts";
export {
  type SyncRunLogSentence,
  type SyncRunLogSubject,
  syncRunLogContract,
} from "./sync-run-log-contract.ts";
export {
  type CalendarSentence,
  type TimetableSentence,
  type TimetableSubject,
  timetableContract,
} from "./timetable-contract.ts";
