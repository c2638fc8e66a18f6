import {
  FirestoreCredentialStore,
  FirestoreExportLedger,
  FirestoreLinkedSheetStore,
} from "@attendance-export/adapter-firestore";
import { SystemClock, SystemIds } from "@attendance-export/adapter-node";
import { GoogleSheetsApi, GoogleSpreadsheetSetup } from "@attendance-export/adapter-sheets";
import { AesGcmCredentialVault } from "@attendance-export/adapter-vault";
import {
  configurePolling,
  defaultTemplate,
  LinkSheet,
  type LinkState,
  type PollingSettings,
  type SheetAddress,
  spreadsheetId,
  type TenantId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { Timestamp } from "firebase-admin/firestore";
import { storedRefreshToken } from "../src/stored-refresh-token.ts";
import { vaultKeys } from "../src/vault-keys.ts";
import type { LocalCloud } from "./local-cloud.ts";

const MONDAY = Date.UTC(2026, 2, 2, 8);
/** Documents a commit; Firestore's emulator takes 4 MiB at once. */
const COMMIT = 500;

/** A record as the tenant's own app writes it, in the documented shape. */
const recordDocument = (index: number) => ({
  member: { id: `m-${index % 300}`, name: `Zoë Ångström ${index % 300}` },
  session: { id: `s-${index % 12}`, name: `Session ${index % 12}` },
  date: `2026-03-${String(1 + (index % 28)).padStart(2, "0")}`,
  checkIn: Timestamp.fromMillis(MONDAY + index * 60_000),
  checkOut: Timestamp.fromMillis(MONDAY + index * 60_000 + 3_600_000),
  status: "approved",
  approval: { at: Timestamp.fromMillis(MONDAY + 86_400_000), by: "lead@example.org" },
  fields: { Hours: 1, Note: index % 7 === 0 ? "=1+1" : "" },
  revision: 1,
  exportedAt: null,
  exportBatch: null,
  exportedRevision: null,
});

/** A tenant with approved records, a Google account and a spreadsheet that was linked as the product links it. */
export class LocalTenant {
  readonly id: TenantId;
  readonly accountEmail: string;
  readonly #cloud: LocalCloud;
  #sheet: SheetAddress | undefined;

  private constructor(cloud: LocalCloud, name: string) {
    this.#cloud = cloud;
    this.id = tenantId(name);
    this.accountEmail = `${name}@example.org`;
  }

  static async make(cloud: LocalCloud, name: string, records: number): Promise<LocalTenant> {
    const tenant = new LocalTenant(cloud, name);
    await tenant.approve(0, records);
    await tenant.#link();
    await tenant.#dueNowAndNotSoon();
    return tenant;
  }

  get sheet(): SheetAddress {
    if (this.#sheet === undefined) throw new Error(`${this.id} is not linked`);
    return this.#sheet;
  }

  /** The tenant's own app approves records `from` up to `to`, the latter excluded. */
  async approve(from: number, to: number): Promise<void> {
    const { firestore } = this.#cloud;
    const records = firestore.collection(`tenants/${this.id}/attendance`);
    for (let start = from; start < to; start += COMMIT) {
      const commit = firestore.batch();
      for (let index = start; index < Math.min(to, start + COMMIT); index += 1)
        commit.set(records.doc(`${this.id}-${index}`), recordDocument(index));
      await commit.commit();
    }
  }

  /** Record ids in column A below the header, as they stand on the sheet. */
  rows(): readonly string[] {
    const file = this.#cloud.sheets.files.find(this.sheet.spreadsheetId);
    const tab = file?.current?.spreadsheet.sheets.find(
      ({ properties }) => properties.sheetId === this.sheet.tabId,
    );
    if (tab === undefined) return [];
    return Array.from({ length: Math.max(0, tab.grid.dataEnd - 1) }, (_, index) => {
      const cell = tab.grid.row(index + 1)[0];
      return String(typeof cell === "object" && cell !== null ? cell.value : cell);
    });
  }

  async state(): Promise<LinkState> {
    const state = await new FirestoreLinkedSheetStore(this.#cloud.firestore).load(this.id);
    if (state === undefined) throw new Error(`${this.id} has no link`);
    return state;
  }

  /** How many records are marked as exported. */
  async marked(): Promise<number> {
    const marked = this.#cloud.firestore
      .collection(`tenants/${this.id}/attendance`)
      .where("exportedAt", "!=", null);
    return (await marked.count().get()).data().count;
  }

  /** Switches the schedule off. */
  async rest(): Promise<void> {
    await this.#configure({ enabled: false }, null);
  }

  /** Hourly, as a link begins, it would be due once more in whichever test runs when the hour strikes. */
  async #dueNowAndNotSoon(): Promise<void> {
    const farHour = (new Date().getUTCHours() + 12) % 24;
    await this.#configure({ frequency: { cron: `0 ${farHour} * * *` } }, Date.now());
  }

  async #configure(settings: PollingSettings, nextPollAt: number | null): Promise<void> {
    await new FirestoreExportLedger(this.#cloud.firestore).transact(
      this.id,
      configurePolling(settings, () => nextPollAt, Date.now()),
    );
  }

  /** Admins with one device each, of that name. */
  async register(...devices: readonly string[]): Promise<void> {
    for (const device of devices)
      await this.#cloud.firestore.doc(`tenants/${this.id}/admins/${device}`).set({
        role: "admin",
        email: `${device}@example.org`,
        devices: [{ token: device, platform: "web" }],
      });
  }

  async #link(): Promise<void> {
    const { sheets, firestore, keyRing } = this.#cloud;
    const account = sheets.accounts.add({ email: this.accountEmail });
    const id = sheets.people.createSpreadsheet(this.accountEmail, `Attendance of ${this.id}`);
    const { clientId, clientSecret } = sheets.accounts.client;
    const vault = new AesGcmCredentialVault(vaultKeys(keyRing));
    const credentials = new FirestoreCredentialStore(firestore);
    const clock = new SystemClock();
    const api = new GoogleSheetsApi({
      client: { id: clientId, secret: clientSecret },
      refreshToken: storedRefreshToken(credentials, vault),
      clock,
      endpoints: { sheetsUrl: `${sheets.url}/`, tokenUrl: `${sheets.url}/token` },
    });
    const linkSheet = new LinkSheet({
      links: new FirestoreLinkedSheetStore(firestore),
      ledger: new FirestoreExportLedger(firestore),
      setup: new GoogleSpreadsheetSetup(api),
      vault,
      credentials,
      clock,
      ids: new SystemIds(),
    });
    const { link } = await linkSheet.execute({
      tenantId: this.id,
      spreadsheet: { id: spreadsheetId(id) },
      tabTitle: "Attendance",
      accountEmail: this.accountEmail,
      refreshToken: account.refreshToken,
      timeZone: timeZone("UTC"),
      template: defaultTemplate(["Hours", "Note"]),
    });
    this.#sheet = link.sheet;
  }
}
