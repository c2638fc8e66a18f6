import {
  ExportAttendance,
  linkFingerprint,
  linkId,
  linkSheet,
  localDate,
  type RecordDraft,
  type RunReport,
  recordId,
  type SheetSink,
  sheetTemplate,
  timeZone,
} from "@attendance-export/core";
import { type MemorySpreadsheetWorld, openMemorySpreadsheetWorld } from "@attendance-export/core/contract";
import {
  MemoryAdminNotifier,
  MemoryAttendanceRegister,
  MemoryAttendanceStore,
  MemoryDatabase,
  MemoryExportLedger,
  MemoryExportQueue,
  MemorySyncRunLog,
  MemoryTimetable,
  SeededIds,
} from "@attendance-export/core/memory";
import { resilientAdminNotifier } from "../src/resilient-admin-notifier.ts";
import { resilientAttendanceStore } from "../src/resilient-attendance-store.ts";
import { resilientExportLedger } from "../src/resilient-export-ledger.ts";
import { resilientReceiptBook } from "../src/resilient-receipt-book.ts";
import { resilientSheetSink } from "../src/resilient-sheet-sink.ts";
import { resilientSyncRunLog } from "../src/resilient-sync-run-log.ts";
import type { RunGuard } from "../src/run-guard.ts";
import { clock } from "./virtual-time.ts";

const template = sheetTemplate([{ header: "Record", source: "record.id", type: "text" }]);
const toronto = timeZone("America/Toronto");

const approved = (id: string): RecordDraft => ({
  id: recordId(id),
  member: { id: "m-1", name: "Ada" },
  session: { id: "s-1", name: "Monday" },
  date: localDate("2026-09-21"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
});

/** One tenant's export on memory adapters, every port of it guarded, run after run. */
export class GuardedExport {
  readonly ids: readonly string[];
  readonly world: MemorySpreadsheetWorld;
  /** Appends that reached the service's adapter. */
  appends = 0;
  readonly #database = new MemoryDatabase();
  readonly #seed = new SeededIds("guarded-export");

  private constructor(world: MemorySpreadsheetWorld, records: number) {
    this.world = world;
    this.ids = Array.from({ length: records }, (_, index) => `r-${String(index).padStart(3, "0")}`);
  }

  /** A linked sheet, and so many approved records that are not on it; the first batch has `batchLimit` of them. */
  static async open(records: number, batchLimit: number): Promise<GuardedExport> {
    const scene = new GuardedExport(await openMemorySpreadsheetWorld(), records);
    const { grant, sheet } = scene.world;
    const { tenantId } = grant;
    await new MemoryAttendanceRegister(scene.#database).put(tenantId, scene.ids.map(approved));
    const link = linkId("link-1");
    const plan = {
      tenantId,
      linkId: link,
      sheet,
      accountEmail: "admin@example.org",
      timeZone: toronto,
      template,
      grantVersion: grant.version,
      grantExpiresAt: null,
      receiptBase: 2 ** 20,
      fingerprint: linkFingerprint(scene.#seed, tenantId, link),
      batchLimit,
      now: clock.now(),
    };
    await new MemoryExportLedger(scene.#database).transact(tenantId, linkSheet(plan));
    return scene;
  }

  run(guard: RunGuard): Promise<RunReport> {
    const database = this.#database;
    const useCase = new ExportAttendance({
      attendance: resilientAttendanceStore(new MemoryAttendanceStore(database), guard),
      ledger: resilientExportLedger(new MemoryExportLedger(database), guard),
      runs: resilientSyncRunLog(new MemorySyncRunLog(database), guard),
      sink: resilientSheetSink(this.#counting(this.world.sink), guard),
      receipts: resilientReceiptBook(this.world.book, guard),
      notifier: resilientAdminNotifier(new MemoryAdminNotifier(), guard),
      queue: new MemoryExportQueue(),
      timetable: new MemoryTimetable(),
      clock,
      ids: this.#seed,
    });
    return useCase.execute({ tenantId: this.world.grant.tenantId, trigger: "schedule" });
  }

  /** Column A of the sheet, in the order of its rows. */
  async onSheet(): Promise<readonly string[]> {
    const truth = await this.world.truth(this.world.sheet.spreadsheetId);
    const tab = truth?.tabs.find(({ tabId }) => tabId === this.world.sheet.tabId);
    return (tab?.rows ?? []).map(([id]) => String(id));
  }

  #counting(sink: SheetSink): SheetSink {
    return {
      append: (grant, batch) => {
        this.appends += 1;
        return sink.append(grant, batch);
      },
      probe: (grant, sheet) => sink.probe(grant, sheet),
    };
  }
}
