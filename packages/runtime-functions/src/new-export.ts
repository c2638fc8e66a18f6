import { GoogleReceiptBook, GoogleSheetSink, type GoogleSheetsApi } from "@attendance-export/adapter-sheets";
import {
  type AdminNotifier,
  type Clock,
  ExportAttendance,
  type ExportPolicy,
  type ExportQueue,
  type Ids,
  type Timetable,
} from "@attendance-export/core";
import {
  type RunGuard,
  resilientAdminNotifier,
  resilientAttendanceStore,
  resilientExportLedger,
  resilientReceiptBook,
  resilientSheetSink,
  resilientSyncRunLog,
} from "@attendance-export/resilience";
import { loggedNotifier } from "./logged-notifier.ts";
import type { CloudLog } from "./logging/cloud-log.ts";
import type { Stores } from "./stores.ts";

export interface ExportParts {
  readonly stores: Stores;
  readonly sheets: GoogleSheetsApi;
  readonly notifier: AdminNotifier;
  readonly queue: ExportQueue;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** A new export for each run, since each run has its own time, its own retries and its own log. */
export const newExport = (
  { stores, sheets, notifier, ...rest }: ExportParts,
  { guard, log, policy }: { readonly guard: RunGuard; readonly log: CloudLog; readonly policy: ExportPolicy },
): ExportAttendance => {
  const { queue, timetable, clock, ids } = rest;
  const ports = {
    attendance: resilientAttendanceStore(stores.attendance, guard),
    ledger: resilientExportLedger(stores.ledger, guard),
    runs: resilientSyncRunLog(stores.runs, guard),
    sink: resilientSheetSink(new GoogleSheetSink(sheets), guard),
    receipts: resilientReceiptBook(new GoogleReceiptBook(sheets), guard),
    notifier: loggedNotifier(resilientAdminNotifier(notifier, guard), log),
  };
  return new ExportAttendance({ ...ports, queue, timetable, clock, ids }, policy);
};
