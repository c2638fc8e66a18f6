import { MemoryAttendanceRegister } from "../memory/memory-attendance-register.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import type { ApprovalStatus } from "../model/attendance-record.ts";
import { linkId, type RecordId, recordId, type SpreadsheetId, tabId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import { sheetTemplate } from "../model/template.ts";
import { localDate, timeZone } from "../model/time.ts";
import { linkSheet, reconnect } from "../protocol/link-sheet.ts";
import { linkFingerprint } from "../protocol/receipt-tag.ts";
import { TENANT, type World } from "./world.ts";

const TEMPLATE = sheetTemplate([
  { header: "Record", source: "record.id", type: "text" },
  { header: "Member", source: "member.name", type: "text" },
]);
const ZONE = timeZone("UTC");
const TAB = tabId(7);

/** What people do while exports run: approve, edit, withdraw access and give it again, move to another sheet, tidy up. */
export class People {
  readonly #world: World;
  readonly #ledger: MemoryExportLedger;
  readonly #register: MemoryAttendanceRegister;
  readonly #ids = new SeededIds("people");
  readonly #batchLimit: number;
  readonly sheets: readonly SpreadsheetId[];
  #records = 0;
  #links = 0;
  #version = 1;

  constructor(world: World, batchLimit: number) {
    this.#world = world;
    this.#batchLimit = batchLimit;
    this.#ledger = new MemoryExportLedger(world.database);
    this.#register = new MemoryAttendanceRegister(world.database);
    this.sheets = ["A", "B"].map((title) => {
      const file = world.spreadsheets.create(title, ZONE);
      file.addTab(TAB, "Attendance", ["Record", "Member"]);
      return file.spreadsheetId;
    });
    world.spreadsheets.allow(this.#grant);
  }

  get #grant(): Grant {
    return { tenantId: TENANT, version: this.#version };
  }

  /** `receiptBase`: where the link's receipts begin; drawn at random without it. */
  link(sheet: SpreadsheetId, receiptBase = this.#ids.between(2 ** 20, 2 ** 30)): void {
    this.#world.tell(`the admin links ${sheet}`);
    const id = linkId(`link-${++this.#links}`);
    void this.#ledger.transact(
      TENANT,
      linkSheet({
        tenantId: TENANT,
        linkId: id,
        sheet: { spreadsheetId: sheet, tabId: TAB },
        accountEmail: "admin@example.org",
        timeZone: ZONE,
        template: TEMPLATE,
        grantVersion: this.#version,
        grantExpiresAt: null,
        receiptBase,
        fingerprint: linkFingerprint(this.#ids, TENANT, id),
        batchLimit: this.#batchLimit,
        now: this.#world.timeline.now,
      }),
    );
  }

  /** A stranger's mark stands where this link's receipts will be. */
  leaveStrangersMark(sheet: SpreadsheetId, id: number): void {
    this.#world.spreadsheets.file(sheet)?.write([{ mark: { id, key: "zz", value: "a stranger" } }]);
  }

  addRecord(status: ApprovalStatus, poisoned: boolean): void {
    const id = recordId(`record-${++this.#records}`);
    this.#world.tell(`${id} is added, ${status}${poisoned ? ", poisoned" : ""}`);
    this.#put(id, status, "first name");
    if (poisoned) this.#world.poison.set(id, 1);
  }

  /** Approves every pending record. */
  approveAll(): void {
    for (const { record } of this.#world.tenant.records.all())
      if (record.status === "pending") this.#put(record.id, "approved", record.member.name);
  }

  /** An edit raises the revision, and with it mends a poisoned record. */
  edit(index: number): void {
    const all = this.#world.tenant.records.all();
    const { record } = all[index % Math.max(1, all.length)] ?? {};
    if (record === undefined) return;
    this.#world.tell(`${record.id} is edited`);
    this.#put(record.id, record.status, `${record.member.name}!`);
  }

  withdraw(): void {
    this.#world.tell(`the admin withdraws version ${this.#version}`);
    this.#world.refusedGrants.add(this.#version);
    this.#world.spreadsheets.withdraw(this.#grant);
  }

  get hasAccess(): boolean {
    return !this.#world.refusedGrants.has(this.#version);
  }

  reconnect(): void {
    const fromVersion = this.#world.tenant.state?.link.grantVersion ?? this.#version;
    this.#version = fromVersion + 1;
    this.#world.tell(`the admin reconnects: version ${this.#version}`);
    this.#world.spreadsheets.allow(this.#grant);
    void this.#ledger.transact(
      TENANT,
      reconnect({
        fromVersion,
        grantVersion: this.#version,
        accountEmail: "admin@example.org",
        grantExpiresAt: null,
        now: this.#world.timeline.now,
      }),
    );
  }

  /** Sorts the rows upside down, and deletes the lowest. */
  tidyUp(sheet: SpreadsheetId): void {
    const tab = this.#world.spreadsheets.file(sheet)?.tab(TAB);
    if (tab === undefined) return;
    this.#world.tell(`somebody sorts ${sheet} and deletes a row`);
    const [header, ...rows] = tab.rows;
    tab.replaceRows([header ?? [], ...rows.reverse().slice(0, -1)]);
  }

  #put(id: RecordId, status: ApprovalStatus, name: string): void {
    const approval = status === "approved" ? { at: this.#world.timeline.now, by: "head" } : null;
    void this.#register.put(TENANT, [
      {
        id,
        member: { id: "m", name },
        session: { id: "s", name: "s" },
        date: localDate("2024-03-08"),
        checkIn: null,
        checkOut: null,
        status,
        approval,
        fields: {},
      },
    ]);
  }
}
