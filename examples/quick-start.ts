// One tenant, one record, one sheet, two runs, everything in memory. Run it with: node examples/quick-start.ts
import { randomBytes } from "node:crypto";
import { AesGcmCredentialVault } from "@attendance-export/adapter-vault";
import {
  defaultTemplate,
  ExportAttendance,
  LinkSheet,
  localDate,
  recordId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import * as memory from "@attendance-export/core/memory";

const database = new memory.MemoryDatabase();
const google = new memory.MemorySpreadsheets();
const ports = {
  attendance: new memory.MemoryAttendanceStore(database),
  ledger: new memory.MemoryExportLedger(database),
  links: new memory.MemoryLinkedSheetStore(database),
  runs: new memory.MemorySyncRunLog(database),
  credentials: new memory.MemoryCredentialStore(database),
  setup: new memory.MemorySpreadsheetSetup(google),
  sink: new memory.MemorySheetSink(google),
  receipts: new memory.MemoryReceiptBook(google),
  vault: new AesGcmCredentialVault([{ id: "key-1", secret: randomBytes(32) }]),
  notifier: new memory.MemoryAdminNotifier(),
  queue: new memory.MemoryExportQueue(),
  timetable: new memory.MemoryTimetable(),
  clock: new memory.MemoryClock(Date.parse("2024-03-08T20:00:00Z")),
  ids: new memory.SeededIds("quick start"),
};
const school = tenantId("harbour-school");
const grant = { tenantId: school, version: 1 };

const record = {
  id: recordId("HS-0042"),
  member: { id: "0042", name: "Ana Bailão" },
  session: { id: "HR", name: "Homeroom" },
  date: localDate("2024-03-08"),
  checkIn: Date.parse("2024-03-08T13:30:00Z"),
  checkOut: null,
  status: "approved" as const,
  approval: null,
  fields: { Remark: "=1+1 stays text" },
};
await new memory.MemoryAttendanceRegister(database).put(school, [record]);

google.allow(grant); // The admin's consent.
const { link } = await new LinkSheet(ports).execute({
  tenantId: school,
  spreadsheet: { title: "Harbour Street School" },
  tabTitle: "Attendance",
  accountEmail: "office@harbour-school.example",
  refreshToken: "1//the-refresh-token",
  timeZone: timeZone("America/Toronto"),
  template: defaultTemplate(["Remark"]),
});

const run = { tenantId: school, trigger: "manual" as const };
export const first = await new ExportAttendance(ports).execute(run); // Exports the record.
export const second = await new ExportAttendance(ports).execute(run); // Finds nothing to do.
export const rows = await new memory.MemorySheetReader(google).read(grant, link.sheet, {
  fromRow: 1,
  rows: 9,
});
console.log(rows);
