import type {
  AttendanceRegister,
  AttendanceStore,
  AuditSheet,
  Clock,
  ExportAttendance,
  ExportLedger,
  GoogleAccess,
  Ids,
  LinkedSheetStore,
  LinkSheet,
  ReconnectSheet,
  RelinkSheet,
  SheetSink,
  StartConsent,
  SyncRunLog,
  Timetable,
  UnlinkSheet,
} from "@attendance-export/core";

/** The stores of one data folder. */
export interface Stores extends Disposable {
  readonly register: AttendanceRegister;
  readonly attendance: AttendanceStore;
  readonly links: LinkedSheetStore;
  readonly runs: SyncRunLog;
  /** Calling it again does nothing. */
  close(): void;
}

/** The stores and the use cases over them. What needs Google is made when it is first asked for. */
export interface Installation extends Stores {
  readonly ledger: ExportLedger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timetable: Timetable;
  /** Google Sheets without retries and time limits, for whoever wants to see what a single call does. */
  sheetSink(): SheetSink;
  /** A new one for each run, since each run has its own time and its own retries to spend. */
  exportAttendance(): ExportAttendance;
  linkSheet(): LinkSheet;
  auditSheet(): AuditSheet;
  /** Google's consent page; `redirectUri` is where it sends the browser back to. */
  googleAccess(redirectUri: string): GoogleAccess;
  startConsent(google: GoogleAccess): StartConsent;
  /** Takes the answer of a consent, whatever it was asked for. */
  reconnectSheet(google: GoogleAccess): ReconnectSheet;
  relinkSheet(): RelinkSheet;
  unlinkSheet(google: GoogleAccess): UnlinkSheet;
}
