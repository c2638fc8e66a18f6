import {
  defaultTemplate,
  ExportAttendance,
  LinkSheet,
  localDate,
  PortFailure,
  recordId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";

// Every port in memory; in production each is an adapter of its own: Firestore or SQLite, Google Sheets, FCM.
const adapters = openMemoryAdapters();
const school = tenantId("school");

// An admin links a sheet. The link proves that receipts hold on it before anything is written.
adapters.spreadsheets.allow({ tenantId: school });
const { link } = await new LinkSheet(adapters).execute({
  tenantId: school,
  spreadsheet: { title: "Attendance" },
  tabTitle: "Attendance",
  accountEmail: "office@school.example",
  refreshToken: "from Google's consent page",
  timeZone: timeZone("Europe/Berlin"),
  template: defaultTemplate(),
});

// The school's own app approves a record.
await adapters.register.put(school, [
  {
    id: recordId("2024-03-08-ada"),
    member: { id: "0042", name: "Ada Lovelace" },
    session: { id: "maths", name: "Mathematics" },
    date: localDate("2024-03-08"),
    checkIn: Date.UTC(2024, 2, 8, 7, 58),
    checkOut: null,
    status: "approved",
    approval: null,
    fields: {},
  },
]);

// Two runs, and the answer to the first one's request is lost on the way.
const lost = new PortFailure("no-answer", "the connection broke");
adapters.spreadsheets.interruptNext({ moment: "after", failure: lost });
const run = new ExportAttendance(adapters);
await run.execute({ tenantId: school, trigger: "schedule" });
await run.execute({ tenantId: school, trigger: "retry" });

export const rows = adapters.spreadsheets.file(link.sheet.spreadsheetId)?.tab(link.sheet.tabId)?.rows ?? [];
for (const row of rows) console.log(JSON.stringify(row));
