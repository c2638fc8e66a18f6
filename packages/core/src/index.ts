export type { Blame, FailureClass, FailureKind, RetryWhen } from "./failures/failure-kind.ts";
export {
  type FailureCode,
  failureKind,
  failureTable,
  isFailureCode,
} from "./failures/failure-table.ts";
export { isPortFailure, PortFailure, type PortFailureDetails } from "./failures/port-failure.ts";
export type {
  ApprovalStatus,
  AttendanceRecord,
  ExportMark,
  FieldValue,
  QuarantinedRecord,
  StoredRecord,
  Tally,
} from "./model/attendance-record.ts";
export type {
  BatchOutcome,
  ClosedBatch,
  FrozenRow,
  GiveUpReason,
  OpenBatch,
  OpenBatchState,
  Receipt,
  SealedBatch,
  SheetAddress,
} from "./model/batch.ts";
export { canonicalDraft } from "./model/canonical-draft.ts";
export type { Cell, DateCell, DateTimeCell } from "./model/cell.ts";
export type { DeadLetter } from "./model/dead-letter.ts";
export {
  type LinkId,
  linkId,
  type RecordId,
  type RunId,
  recordId,
  runId,
  type SpreadsheetId,
  spreadsheetId,
  type TabId,
  type TenantId,
  tabId,
  tenantId,
} from "./model/ids.ts";
export { InvalidInput } from "./model/invalid-input.ts";
export type {
  Grant,
  Incident,
  Lease,
  Ledger,
  LedgerSegment,
  LinkedSheet,
  LinkState,
  Milestone,
  Notice,
} from "./model/linked-sheet.ts";
export { defaultPolling, type Frequency, type Polling } from "./model/polling.ts";
export { type Rendering, renderRow } from "./model/render-row.ts";
export { noCounts, type RunCounts, type SyncRun, type Trigger } from "./model/sync-run.ts";
export {
  type ColumnSource,
  type ColumnType,
  defaultTemplate,
  type SheetTemplate,
  sheetTemplate,
  type TemplateColumn,
} from "./model/template.ts";
export { DAY_MS, type EpochMs, type LocalDate, localDate, type TimeZone, timeZone } from "./model/time.ts";
export { dateSerial, wallClockSerial } from "./model/wall-clock.ts";
export type { AdminNotifier } from "./ports/admin-notifier.ts";
export type {
  AttendanceRegister,
  PutOutcome,
  RecordDraft,
  RegisterPage,
} from "./ports/attendance-register.ts";
export type {
  AttendanceStore,
  BacklogPosition,
  BacklogRequest,
  ExportedBatch,
} from "./ports/attendance-store.ts";
export type { Clock } from "./ports/clock.ts";
export type { ConsentStore, LinkChoice, PendingConsent } from "./ports/consent-store.ts";
export type { CredentialStore, CredentialVault, SealedCredential } from "./ports/credentials.ts";
export type { BatchWrite, ExportLedger, Step, Transition } from "./ports/export-ledger.ts";
export type { ExportQueue, ExportRequest } from "./ports/export-queue.ts";
export type { ConsentQuestion, GoogleAccess, GrantedAccess } from "./ports/google-access.ts";
export type { Ids } from "./ports/ids.ts";
export type { DueLink, DuePage, LinkedSheetStore, LinkPage } from "./ports/linked-sheet-store.ts";
export type { OperatorAlerts } from "./ports/operator-alerts.ts";
export type { PruneRequest, ReceiptBook, ReceiptReading, VoidOutcome } from "./ports/receipt-book.ts";
export type { SheetPage, SheetReader, SheetRow } from "./ports/sheet-reader.ts";
export type { AppendOutcome, SheetSink } from "./ports/sheet-sink.ts";
export type { CanaryPlan, SpreadsheetSetup, TabPlan } from "./ports/spreadsheet-setup.ts";
export type { FinishedRun, RunPage, RunPosition, SyncRunLog } from "./ports/sync-run-log.ts";
export type { Timetable } from "./ports/timetable.ts";
export { beginRun, type RunStart } from "./protocol/begin-run.ts";
export { confirmBatch, voidBatch } from "./protocol/close-batch.ts";
export { acknowledgeLetter, endRun, type RunEnd } from "./protocol/end-run.ts";
export { defaultExportPolicy, type ExportPolicy } from "./protocol/export-policy.ts";
export type { RunClaim } from "./protocol/lease.ts";
export { linkSheet, type NewLink, type Reconnection, reconnect, unlinkSheet } from "./protocol/link-sheet.ts";
export {
  acknowledgeNotice,
  closeIncident,
  flagLink,
  type LinkFailure,
  trustLink,
} from "./protocol/link-status.ts";
export {
  applyBatch,
  type BatchNews,
  type BatchStanding,
  giveUpBatch,
  moveReceipts,
  noteAnswered,
  noteInconclusive,
  noteSending,
  noteUnknownRefusal,
} from "./protocol/open-batch.ts";
export { type BatchProposal, type PlanOutcome, planBatch } from "./protocol/plan-batch.ts";
export { claimSlot, configurePolling, type PollingSettings } from "./protocol/polling-changes.ts";
export { type Protocol, protocol } from "./protocol/protocol.ts";
export { drawReceiptBase } from "./protocol/receipt-base.ts";
export {
  isReceiptOf,
  type Mark,
  RECEIPT_KEY,
  readMark,
  rowsMark,
  voidMark,
} from "./protocol/receipt-mark.ts";
export { linkFingerprint, receiptTag } from "./protocol/receipt-tag.ts";
export { releaseLease } from "./protocol/release-lease.ts";
export { nextReminderAt } from "./protocol/remind.ts";
export { estimateRowBytes } from "./protocol/request-size.ts";
export { defaultSchedulePolicy, nextSlot, type SchedulePolicy, slotOffsetMs } from "./protocol/schedule.ts";
export { freeTitle } from "./protocol/tab-title.ts";
export { readLink } from "./protocol/transition.ts";
export { askForBacklog } from "./use-cases/ask-for-backlog.ts";
export type { AuditReport, Listed } from "./use-cases/audit/audit-report.ts";
export type { AlteredCell } from "./use-cases/audit/compare-row.ts";
export { type AuditPorts, AuditSheet } from "./use-cases/audit-sheet.ts";
export { ConfigurePolling, type ConfigurePorts } from "./use-cases/configure-polling.ts";
export type { ConsentAnswer, ConsentRefusal } from "./use-cases/consent-answer.ts";
export {
  DispatchDueExports,
  type DispatchPolicy,
  type DispatchPorts,
  type DispatchReport,
} from "./use-cases/dispatch-due-exports.ts";
export { EscalateDeadLetter, type EscalatePorts } from "./use-cases/escalate-dead-letter.ts";
export type { RunFailure } from "./use-cases/export/answer-failure.ts";
export type { Ending } from "./use-cases/export/bring-up-to-date.ts";
export type { ExportPorts, RunRequest } from "./use-cases/export/run-context.ts";
export type { RunEnding, RunReport } from "./use-cases/export/run-report.ts";
export { ExportAttendance } from "./use-cases/export-attendance.ts";
export { type LinkPorts, type LinkRequest, LinkSheet } from "./use-cases/link-sheet.ts";
export { ReadSetAside, type SetAsidePorts } from "./use-cases/read-set-aside.ts";
export { ReadSyncHistory } from "./use-cases/read-sync-history.ts";
export { type ReconnectOutcome, type ReconnectPorts, ReconnectSheet } from "./use-cases/reconnect-sheet.ts";
export { isWell, type RelinkOutcome, type RelinkPorts, RelinkSheet } from "./use-cases/relink-sheet.ts";
export { type ConsentPorts, StartConsent } from "./use-cases/start-consent.ts";
export { type UnlinkPorts, UnlinkSheet } from "./use-cases/unlink-sheet.ts";
