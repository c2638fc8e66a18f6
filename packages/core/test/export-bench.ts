import type { FailureCode } from "../src/failures/failure-table.ts";
import { PortFailure } from "../src/failures/port-failure.ts";
import { MemoryAdminNotifier } from "../src/memory/memory-admin-notifier.ts";
import { MemoryAttendanceRegister } from "../src/memory/memory-attendance-register.ts";
import { MemoryAttendanceStore } from "../src/memory/memory-attendance-store.ts";
import { MemoryDatabase } from "../src/memory/memory-database.ts";
import { MemoryExportLedger } from "../src/memory/memory-export-ledger.ts";
import { MemoryExportQueue } from "../src/memory/memory-export-queue.ts";
import { MemoryReceiptBook } from "../src/memory/memory-receipt-book.ts";
import { MemorySheetSink } from "../src/memory/memory-sheet-sink.ts";
import type { MemorySpreadsheet } from "../src/memory/memory-spreadsheet.ts";
import { MemorySpreadsheets } from "../src/memory/memory-spreadsheets.ts";
import { MemorySyncRunLog } from "../src/memory/memory-sync-run-log.ts";
import { MemoryTimetable } from "../src/memory/memory-timetable.ts";
import { SeededIds } from "../src/memory/seeded-ids.ts";
import { linkId, recordId, tabId, tenantId } from "../src/model/ids.ts";
import type { LinkState } from "../src/model/linked-sheet.ts";
import { type SheetTemplate, sheetTemplate } from "../src/model/template.ts";
import { localDate, timeZone } from "../src/model/time.ts";
import type { RecordDraft } from "../src/ports/attendance-register.ts";
import { defaultExportPolicy, type ExportPolicy } from "../src/protocol/export-policy.ts";
import { linkSheet, reconnect } from "../src/protocol/link-sheet.ts";
import { linkFingerprint } from "../src/protocol/receipt-tag.ts";
import type { ExportPorts, RunRequest } from "../src/use-cases/export/run-context.ts";
import type { RunReport } from "../src/use-cases/export/run-report.ts";
import { ExportAttendance } from "../src/use-cases/export-attendance.ts";
import { CallMeter } from "./call-meter.ts";
import { StridingClock } from "./striding-clock.ts";

export const TENANT = tenantId("tenant-1");
const ZONE = timeZone("UTC");
export const TAB = tabId(7);
/** 2024-03-08T06:00:00Z. */
export const START = Date.UTC(2024, 2, 8, 6);
/** Where the receipts of the first link begin. */
export const BASE = 2 ** 20;

const TEMPLATE = sheetTemplate([
  { header: "Record", source: "record.id", type: "text" },
  { header: "Member", source: "member.name", type: "text" },
  { header: "Hours", source: "fields.hours", type: "number" },
]);

/** One tenant on memory adapters, with every call of a port counted and open to interruption. */
export class ExportBench {
  readonly clock = new StridingClock(START);
  readonly database = new MemoryDatabase();
  readonly service = new MemorySpreadsheets();
  readonly notifier = new MemoryAdminNotifier();
  readonly queue = new MemoryExportQueue();
  readonly meter = new CallMeter();
  readonly policy: ExportPolicy;
  readonly #register = new MemoryAttendanceRegister(this.database);
  readonly #ledger: MemoryExportLedger;
  #workers = 0;
  #links = 0;

  constructor(policy: Partial<ExportPolicy> = {}, rerunTransitions = false) {
    this.policy = { ...defaultExportPolicy, ...policy };
    this.#ledger = new MemoryExportLedger(this.database, { rerunTransitions });
  }

  /** A spreadsheet with our tab in it. */
  sheet(title = "Attendance"): MemorySpreadsheet {
    const file = this.service.create(title, ZONE);
    file.addTab(
      TAB,
      title,
      TEMPLATE.columns.map(({ header }) => header),
    );
    return file;
  }

  /** Links the tenant to the file; `base` is where its receipts begin. */
  async link(
    file: MemorySpreadsheet,
    {
      base = BASE + 10_000 * this.#links,
      template = TEMPLATE,
    }: { base?: number; template?: SheetTemplate } = {},
  ): Promise<LinkState> {
    const id = linkId(`link-${++this.#links}`);
    const grantVersion = (this.database.tenant(TENANT).state?.link.grantVersion ?? 0) + 1;
    this.service.allow({ tenantId: TENANT, version: grantVersion });
    return this.#ledger.transact(
      TENANT,
      linkSheet({
        tenantId: TENANT,
        linkId: id,
        sheet: { spreadsheetId: file.spreadsheetId, tabId: TAB },
        accountEmail: "admin@example.org",
        timeZone: ZONE,
        template,
        grantVersion,
        grantExpiresAt: null,
        receiptBase: base,
        fingerprint: linkFingerprint(new SeededIds("bench"), TENANT, id),
        batchLimit: this.policy.maxRows,
        now: this.clock.now(),
      }),
    );
  }

  /** A linked sheet and so many approved records, `r001` and up. */
  async linked(records: number): Promise<MemorySpreadsheet> {
    const file = this.sheet();
    await this.link(file);
    await this.approve(...Array.from({ length: records }, (_, index) => nameOf(index + 1)));
    return file;
  }

  async approve(...ids: readonly string[]): Promise<void> {
    await this.put(...ids.map((id) => ({ id: recordId(id) })));
  }

  /** Keeps drafts that are approved and plain but for what is given. */
  async put(...drafts: readonly (Partial<RecordDraft> & Pick<RecordDraft, "id">)[]): Promise<void> {
    await this.#register.put(
      TENANT,
      drafts.map((draft) => ({ ...PLAIN, ...draft })),
    );
  }

  async reconnect(): Promise<void> {
    const fromVersion = this.state.link.grantVersion;
    this.service.allow({ tenantId: TENANT, version: fromVersion + 1 });
    await this.#ledger.transact(
      TENANT,
      reconnect({
        fromVersion,
        grantVersion: fromVersion + 1,
        accountEmail: "admin@example.org",
        grantExpiresAt: null,
        now: this.clock.now(),
      }),
    );
  }

  /** A process of its own, on the same world. */
  worker(ports: Partial<ExportPorts> = {}): ExportAttendance {
    const { meter } = this;
    const worker = `worker-${++this.#workers}`;
    const own: ExportPorts = {
      attendance: meter.on("attendance", new MemoryAttendanceStore(this.database)),
      ledger: meter.on("ledger", this.#ledger),
      runs: meter.on("runs", new MemorySyncRunLog(this.database)),
      sink: meter.on("sink", new MemorySheetSink(this.service)),
      receipts: meter.on("receipts", new MemoryReceiptBook(this.service)),
      notifier: meter.on("notifier", this.notifier),
      queue: meter.on("queue", this.queue),
      timetable: new MemoryTimetable(),
      clock: this.clock,
      ids: new SeededIds(worker),
    };
    return new ExportAttendance({ ...own, ...ports }, this.policy);
  }

  /** One run of a process of its own, that must have begun. */
  async run(request: Partial<RunRequest> = {}): Promise<Extract<RunReport, { status: "ran" }>> {
    const report = await this.worker().execute({ tenantId: TENANT, trigger: "schedule", ...request });
    if (report.status !== "ran") throw new Error(`the run did not begin: ${report.status}`);
    return report;
  }

  get state(): LinkState {
    const { state } = this.database.tenant(TENANT);
    if (state === undefined) throw new Error("the tenant has no link");
    return state;
  }

  /** Column A below the header. */
  rowsOf(file: MemorySpreadsheet): readonly string[] {
    const rows = file.tab(TAB)?.rows ?? [];
    return rows.slice(1).map(([id]) => String(id));
  }

  /** Records with a mark, by id. */
  get exported(): readonly string[] {
    return this.database
      .tenant(TENANT)
      .records.all()
      .filter(({ mark }) => mark !== null)
      .map(({ record }) => record.id)
      .sort();
  }

  get setAside(): readonly string[] {
    return [...this.database.tenant(TENANT).quarantine.keys()].sort();
  }

  withdraw(code: FailureCode = "access-revoked"): void {
    this.service.withdraw({ tenantId: TENANT, version: this.state.link.grantVersion }, code);
  }

  restore(): void {
    this.service.allow({ tenantId: TENANT, version: this.state.link.grantVersion });
  }
}

export const nameOf = (number: number): string => `r${String(number).padStart(3, "0")}`;

/** What a caller gets that hears nothing. */
export const noAnswer = new PortFailure("no-answer", "the answer is lost");

/** An interruption that ends the process: no failure of a port, so that no use case goes on after it. */
export const dies = (): never => {
  throw new Error("the process dies");
};

const PLAIN: Omit<RecordDraft, "id"> = {
  member: { id: "m", name: "Ada" },
  session: { id: "s", name: "Morning" },
  date: localDate("2024-03-08"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: { at: START, by: "head" },
  fields: {},
};
