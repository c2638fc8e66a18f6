import {
  DAY_MS,
  defaultExportPolicy,
  defaultTemplate,
  ExportAttendance,
  linkId,
  linkSheet,
  localDate,
  type RecordDraft,
  recordId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import {
  type FirestoreBill,
  FirestoreMeter,
  freshProjectId,
  GrpcFaultProxy,
} from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreAttendanceRegister } from "./firestore-attendance-register.ts";
import { FirestoreAttendanceStore } from "./firestore-attendance-store.ts";
import { FirestoreExportLedger } from "./firestore-export-ledger.ts";
import { FirestoreLinkedSheetStore } from "./firestore-linked-sheet-store.ts";
import { FirestoreSyncRunLog } from "./firestore-sync-run-log.ts";

const tenant = tenantId("tenant-1");
const now = Date.UTC(2026, 2, 2, 8);
const zone = timeZone("America/Toronto");
const tab = tabId(7);

const draftOf = (index: number): RecordDraft => ({
  id: recordId(`r-${String(index).padStart(5, "0")}`),
  member: { id: `m-${index % 50}`, name: "Zoë Ångström" },
  session: { id: "s-1", name: "Night shift" },
  date: localDate(`2026-03-${String((index % 28) + 1).padStart(2, "0")}`),
  checkIn: now,
  checkOut: now + 28_800_000,
  status: "approved",
  approval: { at: now, by: "lead@example.org" },
  fields: { Hours: 8 },
});
const drafts = (count: number): readonly RecordDraft[] =>
  Array.from({ length: count }, (_, index) => draftOf(index));

/** 7,000 records there and back, on a machine that may have other work. */
const PATIENCE_MS = 180_000;

/** The export of one tenant on Firestore, its sheet in memory, with a meter on the way to Firestore. */
const openExport = async (host: string) => {
  const proxy = await GrpcFaultProxy.open(host);
  const meter = new FirestoreMeter(proxy);
  const { firestore, close } = openClient(freshProjectId(), proxy.host);
  const memory = openMemoryAdapters({ now });
  const file = memory.spreadsheets.create("Attendance", zone);
  const template = defaultTemplate(["Hours"]);
  file.addTab(
    tab,
    "Attendance",
    template.columns.map(({ header }) => header),
  );
  memory.spreadsheets.allow({ tenantId: tenant, version: 1 });
  const ledger = new FirestoreExportLedger(firestore);
  await ledger.transact(
    tenant,
    linkSheet({
      tenantId: tenant,
      linkId: linkId("link-1"),
      sheet: { spreadsheetId: file.spreadsheetId, tabId: tab },
      accountEmail: "admin@example.org",
      timeZone: zone,
      template,
      grantVersion: 1,
      grantExpiresAt: null,
      receiptBase: 2 ** 20,
      fingerprint: "abcdef",
      batchLimit: defaultExportPolicy.maxRows,
      now,
    }),
  );
  const register = new FirestoreAttendanceRegister(firestore);
  const run = new ExportAttendance({
    ...memory,
    attendance: new FirestoreAttendanceStore(firestore),
    ledger,
    runs: new FirestoreSyncRunLog(firestore),
  });
  meter.take();
  return {
    meter,
    register,
    links: new FirestoreLinkedSheetStore(firestore),
    rows: () => (file.tab(tab)?.rows.length ?? 1) - 1,
    export: async (): Promise<FirestoreBill> => {
      meter.take();
      expect(await run.execute({ tenantId: tenant, trigger: "schedule" })).toMatchObject({ status: "ran" });
      return meter.take();
    },
    close: async () => {
      await close();
      await proxy.close();
    },
  };
};

const { host, describe, it } = await testEmulator("firestore");

describe("what Firestore bills", () => {
  it(
    "for a run is a handful, and two reads and a write a record",
    async () => {
      const world = await openExport(host);
      const empty = await world.export();
      expect(await world.register.put(tenant, drafts(7_000))).toMatchObject({ added: 7_000 });
      const full = await world.export();
      expect(world.rows()).toBe(7_000);
      const { records, exported, backlog } = await world.register.tally(tenant);
      expect({ records, exported, backlog }).toEqual({ records: 7_000, exported: 7_000, backlog: 0 });
      await world.close();
      expect(empty.reads).toBeLessThanOrEqual(10);
      expect(empty.writes).toBeLessThanOrEqual(8);
      // Two batches: what they cost beside their records.
      expect(full.reads - 2 * 7_000).toBeLessThanOrEqual(50);
      expect(full.writes - 7_000).toBeLessThanOrEqual(30);
      expect(full.requests).toBeLessThanOrEqual(100);
    },
    PATIENCE_MS,
  );

  it("for putting records, looking for due links and tallying is what the README says", async () => {
    const world = await openExport(host);
    const bills: Record<string, FirestoreBill> = {};
    const { meter, register, links } = world;
    meter.take();
    await register.put(tenant, drafts(1_000));
    bills["put 1,000 new"] = meter.take();
    await register.put(tenant, drafts(1_000));
    bills["put 1,000 equal"] = meter.take();
    await register.tally(tenant);
    bills.tally = meter.take();
    await links.due(now + DAY_MS, { after: undefined, limit: 100 });
    bills["one link due"] = meter.take();
    await links.due(now - DAY_MS, { after: undefined, limit: 100 });
    bills["no link due"] = meter.take();
    await world.close();
    expect(bills).toEqual({
      "put 1,000 new": { reads: 1_000, writes: 1_000, counts: 0, requests: 4 },
      "put 1,000 equal": { reads: 1_000, writes: 0, counts: 0, requests: 2 },
      tally: { reads: 2, writes: 0, counts: 4, requests: 6 },
      "one link due": { reads: 1, writes: 0, counts: 0, requests: 1 },
      "no link due": { reads: 1, writes: 0, counts: 0, requests: 1 },
    });
  });
});
