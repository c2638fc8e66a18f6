import { MemoryAdminNotifier } from "./memory-admin-notifier.ts";
import { MemoryAttendanceRegister } from "./memory-attendance-register.ts";
import { MemoryAttendanceStore } from "./memory-attendance-store.ts";
import { MemoryClock } from "./memory-clock.ts";
import { MemoryConsentStore } from "./memory-consent-store.ts";
import { MemoryCredentialStore } from "./memory-credential-store.ts";
import { MemoryCredentialVault } from "./memory-credential-vault.ts";
import { MemoryDatabase } from "./memory-database.ts";
import { MemoryExportLedger } from "./memory-export-ledger.ts";
import { MemoryExportQueue } from "./memory-export-queue.ts";
import { MemoryGoogleAccess } from "./memory-google-access.ts";
import { MemoryLinkedSheetStore } from "./memory-linked-sheet-store.ts";
import { MemoryOperatorAlerts } from "./memory-operator-alerts.ts";
import { MemoryReceiptBook } from "./memory-receipt-book.ts";
import { MemorySheetReader } from "./memory-sheet-reader.ts";
import { MemorySheetSink } from "./memory-sheet-sink.ts";
import { MemorySpreadsheetSetup } from "./memory-spreadsheet-setup.ts";
import { MemorySpreadsheets } from "./memory-spreadsheets.ts";
import { MemorySyncRunLog } from "./memory-sync-run-log.ts";
import { MemoryTimetable } from "./memory-timetable.ts";
import { SeededIds } from "./seeded-ids.ts";

/** A whole world in memory: one database, one spreadsheet service, and an adapter of every port upon them. */
export const openMemoryAdapters = ({
  now = 0,
  seed = "memory",
}: {
  now?: number;
  seed?: string | number;
} = {}) => {
  const database = new MemoryDatabase();
  const spreadsheets = new MemorySpreadsheets();
  const clock = new MemoryClock(now);
  const ids = new SeededIds(seed);
  return {
    database,
    spreadsheets,
    attendance: new MemoryAttendanceStore(database),
    register: new MemoryAttendanceRegister(database),
    ledger: new MemoryExportLedger(database),
    links: new MemoryLinkedSheetStore(database),
    runs: new MemorySyncRunLog(database),
    credentials: new MemoryCredentialStore(database),
    vault: new MemoryCredentialVault(),
    consents: new MemoryConsentStore(database),
    sink: new MemorySheetSink(spreadsheets),
    receipts: new MemoryReceiptBook(spreadsheets),
    reader: new MemorySheetReader(spreadsheets),
    setup: new MemorySpreadsheetSetup(spreadsheets),
    google: new MemoryGoogleAccess({ clock, ids }),
    notifier: new MemoryAdminNotifier(),
    alerts: new MemoryOperatorAlerts(),
    queue: new MemoryExportQueue(),
    timetable: new MemoryTimetable(),
    clock,
    ids,
  };
};
