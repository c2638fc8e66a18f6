import {
  AuditSheet,
  defaultExportPolicy,
  defaultTemplate,
  ExportAttendance,
  type ExportPolicy,
  LinkSheet,
  localDate,
  ReconnectSheet,
  type RecordDraft,
  RelinkSheet,
  recordId,
  type SheetSink,
  StartConsent,
  tenantId,
  timeZone,
  UnlinkSheet,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import type { Installation } from "../src/installation.ts";

export const school = tenantId("a-school");

/** An installation in memory with one linked tenant, and its Google beside it. */
export const memoryInstallation = async (
  records: number,
  policy: Partial<ExportPolicy> = {},
  around: (sink: SheetSink) => SheetSink = (sink) => sink,
) => {
  const adapters = openMemoryAdapters();
  const ports = { ...adapters, sink: around(adapters.sink) };
  const installation: Installation = {
    ...adapters,
    sheetSink: () => adapters.sink,
    exportAttendance: () => new ExportAttendance(ports, { ...defaultExportPolicy, ...policy }),
    linkSheet: () => new LinkSheet(adapters),
    auditSheet: () => new AuditSheet(adapters),
    googleAccess: () => adapters.google,
    startConsent: (google) => new StartConsent({ ...adapters, google }),
    reconnectSheet: (google) => new ReconnectSheet({ ...adapters, google }),
    relinkSheet: () => new RelinkSheet(adapters),
    unlinkSheet: (google) => new UnlinkSheet({ ...adapters, google }),
    close: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
  adapters.spreadsheets.allow({ tenantId: school });
  await installation.linkSheet().execute({
    tenantId: school,
    spreadsheet: { title: "A school" },
    tabTitle: "Attendance",
    accountEmail: "office@school.example",
    refreshToken: "1//token",
    timeZone: timeZone("UTC"),
    template: defaultTemplate(),
  });
  await adapters.register.put(
    school,
    Array.from({ length: records }, (_, index) => draft(index)),
  );
  return { installation, google: adapters.spreadsheets, consent: adapters.google, clock: adapters.clock };
};

const draft = (index: number): RecordDraft => ({
  id: recordId(`R${index}`),
  member: { id: "1", name: "Ana" },
  session: { id: "M", name: "Math" },
  date: localDate("2024-03-08"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
});
