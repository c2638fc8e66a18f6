import { PortFailure } from "../failures/port-failure.ts";
import { MemoryAttendanceRegister } from "../memory/memory-attendance-register.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import type { MemoryMark, MemorySpreadsheet } from "../memory/memory-spreadsheet.ts";
import type { ApprovalStatus, AttendanceRecord } from "../model/attendance-record.ts";
import type { Cell } from "../model/cell.ts";
import { recordId, type TenantId } from "../model/ids.ts";
import type { Grant, LinkState } from "../model/linked-sheet.ts";
import { DAY_MS, localDate } from "../model/time.ts";
import { defaultExportPolicy } from "../protocol/export-policy.ts";
import { reconnect } from "../protocol/link-sheet.ts";
import { rowsMark } from "../protocol/receipt-mark.ts";
import { type Admin, linkBy } from "./admin.ts";
import { canaryOf, type RowsOfSheet } from "./oracles/record-oracle.ts";
import { SimulatedIds } from "./simulated-ids.ts";
import type { World } from "./world.ts";

const TODAY = localDate("2024-03-08");
const YESTERDAY = localDate("2024-03-07");
/** Enough to be worth removing their receipts. */
const OLD_BATCHES = 150;

/** A version of a file that somebody may bring back. */
interface Version {
  readonly file: MemorySpreadsheet;
  readonly marks: readonly MemoryMark[];
  readonly rows: ReadonlyMap<number, readonly (readonly Cell[])[]>;
  /** The same rows, as the oracles count them. */
  readonly counted: RowsOfSheet;
}

/** What a tenant's people do while exports run: approve, edit, delete, withdraw access, move to another sheet, tidy up. */
export class People {
  readonly tenantId: TenantId;
  /** The sheets they move between. */
  readonly sheets: readonly MemorySpreadsheet[];
  /** They move from sheet to sheet all the time. */
  readonly areRestless: boolean;
  readonly #world: World;
  readonly #ledger: MemoryExportLedger;
  readonly #register: MemoryAttendanceRegister;
  readonly #admin: Admin;
  #records = 0;
  #version: Version | undefined;

  constructor(world: World, tenantId: TenantId, sheets: readonly MemorySpreadsheet[]) {
    this.tenantId = tenantId;
    this.sheets = sheets;
    this.#world = world;
    this.areRestless = world.decider.pick(8, "plan") === 7;
    this.#ledger = new MemoryExportLedger(world.database);
    this.#register = new MemoryAttendanceRegister(world.database);
    this.#admin = linkBy(world, tenantId, new SimulatedIds(`people-of-${tenantId}`, world.fingerprints));
    world.spreadsheets.allow({ tenantId });
    world.tenants.push(tenantId);
  }

  get #state(): LinkState | undefined {
    return this.#world.tenant(this.tenantId).state;
  }

  get #grant(): Grant | undefined {
    const version = this.#state?.link.grantVersion;
    return version === undefined ? undefined : { tenantId: this.tenantId, version };
  }

  get isLinked(): boolean {
    return this.#state !== undefined;
  }

  /** Links the sheet as the product does; `base` is where its receipts begin, drawn without it. */
  async link(index: number, base?: number): Promise<void> {
    const file = this.sheets[index];
    if (file === undefined) return;
    try {
      await this.#admin.link(file, base);
      this.#did(`links ${file.title}`);
    } catch (failure) {
      if (!(failure instanceof PortFailure) || failure.code !== "receipts-unsafe") throw failure;
      this.#did(`may not link ${file.title}: ${failure.code}`);
    }
  }

  /** While exports run. */
  linkLater(index: number): void {
    const { timeline } = this.#world;
    timeline.wake();
    void this.link(index).finally(() => timeline.park());
  }

  /** The link has a thousand batches behind it, and receipts of a week ago that can go. */
  growOld(): void {
    const { link, ledger } = this.#state ?? {};
    if (link === undefined || ledger === undefined) return;
    const file = this.#world.spreadsheets.file(link.sheet.spreadsheetId);
    const milestones = [{ sequence: OLD_BATCHES, at: this.#world.now - 8 * DAY_MS }];
    const nextSequence = OLD_BATCHES + defaultExportPolicy.receiptsKept + 1;
    this.#world.tenant(this.tenantId).state = { link, ledger: { ...ledger, nextSequence, milestones } };
    for (let sequence = OLD_BATCHES - 2; sequence <= OLD_BATCHES; sequence++) {
      const receipt = { id: ledger.receiptBase + sequence, tag: ledger.fingerprint.padEnd(18, "x") };
      if (file?.mark(receipt.id) === undefined)
        file?.write([{ mark: { id: receipt.id, ...rowsMark(receipt) } }]);
    }
    this.#did("have exported for years");
  }

  /** A stranger's mark stands where this link's first receipt will be. */
  meetStranger(): void {
    const { link, ledger } = this.#state ?? {};
    if (link === undefined || ledger === undefined) return;
    const file = this.#world.spreadsheets.file(link.sheet.spreadsheetId);
    const id = ledger.receiptBase + ledger.nextSequence;
    if (file?.mark(id) === undefined) file?.write([{ mark: { id, key: "zz", value: "a stranger" } }]);
    this.#did("meet a stranger's mark");
  }

  addRecord(status: ApprovalStatus, poisoned: boolean): void {
    const id = recordId(`record-${++this.#records}`);
    // One of yesterday comes before those of today that are in a batch already.
    const date = this.#world.decider.pick(3, "plan") === 2 ? YESTERDAY : TODAY;
    this.#put({ id, status, date, revision: 0 });
    if (poisoned) this.#world.poison(this.tenantId, id, 1);
    this.#did(`add ${id}, ${status}${poisoned ? ", poisoned" : ""}`);
  }

  /** Approves every pending record. */
  approveAll(): void {
    for (const { record } of this.#world.tenant(this.tenantId).records.all())
      if (record.status === "pending") this.#put({ ...record, status: "approved" });
    this.#did("approve all");
  }

  /** An edit raises the revision, and with it mends a poisoned record. */
  edit(index: number): void {
    const record = this.#recordAt(index);
    if (record === undefined) return;
    this.#put(record);
    this.#did(`edit ${record.id}`);
  }

  /** Deletes a record for good, whatever the export is doing with it. */
  deleteRecord(index: number): void {
    const record = this.#recordAt(index);
    if (record === undefined) return;
    this.#world.tenant(this.tenantId).records.delete(record.id);
    this.#did(`delete ${record.id}`);
  }

  withdraw(): void {
    const grant = this.#grant;
    if (grant === undefined) return;
    this.#world.withdraw(grant);
    this.#did(`withdraw version ${grant.version}`);
  }

  get hasAccess(): boolean {
    const grant = this.#grant;
    return grant !== undefined && !this.#world.wasWithdrawn(grant);
  }

  reconnect(): void {
    const fromVersion = this.#grant?.version;
    if (fromVersion === undefined) return;
    const { now } = this.#world;
    const accountEmail = "admin@example.org";
    const reconnection = {
      fromVersion,
      grantVersion: fromVersion + 1,
      accountEmail,
      grantExpiresAt: null,
      now,
    };
    void this.#ledger.transact(this.tenantId, reconnect(reconnection));
    this.#did(`reconnect as version ${fromVersion + 1}`);
  }

  becomeViewer(): void {
    this.#world.makeViewer(this.tenantId);
    this.#did("become viewers");
  }

  becomeEditor(): void {
    this.#world.makeEditor(this.tenantId);
    this.#did("become editors");
  }

  /** Sorts the rows upside down, and deletes the lowest. */
  tidyUp(): void {
    const sheet = this.#state?.link.sheet;
    const tab = sheet && this.#world.spreadsheets.file(sheet.spreadsheetId)?.tab(sheet.tabId);
    if (tab === undefined) return;
    const [header = [], ...rows] = tab.rows;
    tab.replaceRows([header, ...rows.reverse().slice(0, -1)]);
    this.#did("sort the sheet and delete a row");
  }

  /** Google keeps a version of the first sheet: rows and receipts alike. */
  saveVersion(): void {
    const [file] = this.sheets;
    if (file === undefined) return;
    this.#version = {
      file,
      marks: file.marks,
      rows: new Map(file.tabs.map((tab) => [tab.tabId, tab.rows.slice()])),
      counted: this.#world.oracles.snapshot(file.spreadsheetId),
    };
    this.#did(`keep a version of ${file.title}`);
  }

  /** Everything is as it was in that version; tabs that came since are empty but for their header. */
  restoreVersion(): void {
    if (this.#version === undefined) return;
    const { file, marks, rows, counted } = this.#version;
    file.removeMarks(file.marks.map(({ id }) => id));
    file.write(marks.map((mark) => ({ mark })));
    for (const tab of file.tabs) tab.replaceRows(rows.get(tab.tabId) ?? tab.rows.slice(0, 1));
    this.#world.oracles.restored(file.spreadsheetId, counted);
    this.#world.restored(file.spreadsheetId);
    this.#did(`bring the version of ${file.title} back`);
  }

  #recordAt(index: number): AttendanceRecord | undefined {
    const all = this.#world.tenant(this.tenantId).records.all();
    return all[index % Math.max(1, all.length)]?.record;
  }

  #did(what: string): void {
    this.#world.peopleDid(`people of ${this.tenantId} ${what}`);
  }

  /** Names the revision that it comes from, so that every edit is a change. */
  #put({ id, status, date, revision }: Pick<AttendanceRecord, "id" | "status" | "date" | "revision">): void {
    const approval = status === "approved" ? { at: this.#world.now, by: "head" } : null;
    void this.#register.put(this.tenantId, [
      {
        id,
        member: { id: "m", name: `${canaryOf(this.tenantId)} ${revision}` },
        session: { id: "s", name: "s" },
        date,
        checkIn: null,
        checkOut: null,
        status,
        approval,
        fields: {},
      },
    ]);
  }
}
