import { PortFailure } from "../src/failures/port-failure.ts";
import { MemoryGoogleAccess, type MemoryReturn } from "../src/memory/memory-google-access.ts";
import { openMemoryAdapters } from "../src/memory/open-memory-adapters.ts";
import { recordId, type TenantId, tenantId } from "../src/model/ids.ts";
import type { Grant, LinkState } from "../src/model/linked-sheet.ts";
import type { Polling } from "../src/model/polling.ts";
import { sheetTemplate } from "../src/model/template.ts";
import { localDate, timeZone } from "../src/model/time.ts";
import type { LinkChoice } from "../src/ports/consent-store.ts";
import type { ConsentAnswer } from "../src/use-cases/consent-answer.ts";
import type { ExportPorts } from "../src/use-cases/export/run-context.ts";
import { ExportAttendance } from "../src/use-cases/export-attendance.ts";
import { type LinkRequest, LinkSheet } from "../src/use-cases/link-sheet.ts";
import { ReconnectSheet } from "../src/use-cases/reconnect-sheet.ts";
import { RelinkSheet } from "../src/use-cases/relink-sheet.ts";
import { StartConsent } from "../src/use-cases/start-consent.ts";
import { UnlinkSheet } from "../src/use-cases/unlink-sheet.ts";
import { CallMeter } from "./call-meter.ts";
import { StridingClock } from "./striding-clock.ts";

export const SCHOOL = tenantId("school-1");
export const OTHER_SCHOOL = tenantId("school-10");
export const ADA = "ada@example.org";
export const BOB = "bob@example.org";
export const ADMIN = "admin-1";
/** 2024-03-08T06:00:00Z. */
export const MORNING = Date.UTC(2024, 2, 8, 6);

/**
 * Tenants, their admins and their Google accounts in memory. The sheet ports know a grant as Google's adapters do: by the
 * credential that is kept for its version, which they remember for as long as the process lives.
 */
export class AdminBench {
  readonly clock = new StridingClock(MORNING);
  readonly meter = new CallMeter();
  readonly memory = openMemoryAdapters({ seed: "admin bench" });
  readonly google: MemoryGoogleAccess;
  /** Accounts that may edit every file. */
  readonly editors = new Set<string>([ADA]);
  readonly #remembered = new Map<string, string>();

  constructor() {
    this.google = new MemoryGoogleAccess({ clock: this.clock, ids: this.memory.ids });
    for (const tenant of [SCHOOL, OTHER_SCHOOL]) this.memory.spreadsheets.allow({ tenantId: tenant });
  }

  /** The adapters as use cases get them, every call metered. */
  get ports() {
    const { memory, meter, google, clock } = this;
    return {
      ...memory,
      clock,
      google: meter.on("google", google),
      ledger: meter.on("ledger", memory.ledger),
      links: meter.on("links", memory.links),
      consents: meter.on("consents", memory.consents),
      credentials: meter.on("credentials", memory.credentials),
      queue: meter.on("queue", memory.queue),
      setup: meter.on("setup", this.#byAccount(memory.setup)),
      sink: meter.on("sink", this.#byAccount(memory.sink)),
      receipts: this.#byAccount(memory.receipts),
    };
  }

  /** Begins a consent and answers its page. */
  async consent({
    tenant = SCHOOL,
    admin = ADMIN,
    account = ADA,
    untick = [] as readonly string[],
    decision = "allow" as "allow" | "deny",
    choice = null as LinkChoice | null,
  } = {}): Promise<MemoryReturn> {
    const { url } = await new StartConsent(this.ports).execute(tenant, admin, choice);
    return this.google.answer(url, { accountEmail: account, untick, decision });
  }

  /** An admin's browser comes back. */
  reconnect(back: MemoryReturn, answer: Partial<ConsentAnswer> = {}) {
    return new ReconnectSheet(this.ports).execute({
      tenantId: SCHOOL,
      adminId: ADMIN,
      ...back,
      ...answer,
    });
  }

  /** A token as Google gives it to whoever consents. */
  async token(account = ADA): Promise<string> {
    const back = await this.consent({ account });
    const pending = await this.memory.consents.take(this.memory.ids.digest(back.state));
    const code = back.code ?? "";
    return (await this.google.exchange({ code, verifier: pending?.verifier ?? "" })).refreshToken;
  }

  async link(request: Partial<LinkRequest> = {}): Promise<LinkState> {
    const accountEmail = request.accountEmail ?? ADA;
    return new LinkSheet(this.ports).execute({
      tenantId: SCHOOL,
      spreadsheet: { title: "Attendance" },
      tabTitle: "Attendance",
      refreshToken: await this.token(accountEmail),
      timeZone: timeZone("UTC"),
      template: TEMPLATE,
      ...request,
      accountEmail,
    });
  }

  /** What an admin chose to link. */
  choice(spreadsheet: LinkChoice["spreadsheet"] = { title: "Chosen" }): LinkChoice {
    return { spreadsheet, tabTitle: "Attendance", timeZone: timeZone("America/Toronto"), template: TEMPLATE };
  }

  relink(spreadsheet: LinkChoice["spreadsheet"]) {
    return new RelinkSheet(this.ports).execute(SCHOOL, { spreadsheet, tabTitle: "Attendance" });
  }

  unlink(tenant: TenantId = SCHOOL) {
    return new UnlinkSheet(this.ports).execute(tenant);
  }

  /** One run, on other ports where some are given; `undefined` where it did not begin. */
  async run(tenant: TenantId = SCHOOL, ports: Partial<ExportPorts> = {}) {
    const run = new ExportAttendance({ ...this.ports, ...ports });
    const report = await run.execute({ tenantId: tenant, trigger: "schedule" });
    return report.status === "ran" ? report : undefined;
  }

  async approve(...ids: readonly string[]): Promise<void> {
    await this.memory.register.put(
      SCHOOL,
      ids.map((id) => ({ ...PLAIN, id: recordId(id) })),
    );
  }

  /** Ada takes back what she granted, and the next run finds out. */
  async losesAccess(): Promise<void> {
    await this.approve("r001", "r002");
    this.google.withdraw(ADA);
    await this.run();
    if (this.state().link.errorCode !== "access-revoked") throw new Error("the run did not find out");
  }

  state(tenant: TenantId = SCHOOL): LinkState {
    const { state } = this.memory.database.tenant(tenant);
    if (state === undefined) throw new Error(`${tenant} has no link`);
    return state;
  }

  polling(wanted: Partial<Polling>, tenant: TenantId = SCHOOL): void {
    const state = this.state(tenant);
    const polling = { ...state.link.polling, ...wanted };
    this.memory.database.tenant(tenant).state = { ...state, link: { ...state.link, polling } };
  }

  /** Column A below the header, of the tab that is linked. */
  rows({ link }: LinkState = this.state()): readonly string[] {
    const { spreadsheetId, tabId } = link.sheet;
    const rows = this.memory.spreadsheets.file(spreadsheetId)?.tab(tabId)?.rows ?? [];
    return rows.slice(1).map(([id]) => String(id));
  }

  /** Versions of which a credential is kept. */
  credentials(tenant: TenantId = SCHOOL): readonly number[] {
    return [...this.memory.database.tenant(tenant).credentials.keys()];
  }

  /** All that an answer could change, to be compared. */
  snapshot(): unknown {
    const tenants = [SCHOOL, OTHER_SCHOOL].map((tenant) => {
      const { state, credentials } = this.memory.database.tenant(tenant);
      return { state, credentials: [...credentials] };
    });
    const files = this.memory.spreadsheets.files().map(({ tabs, marks }) => ({
      tabs: tabs.map(({ title, rows }) => ({ title, rows })),
      marks,
    }));
    return structuredClone({ tenants, files, asked: this.memory.queue.asked });
  }

  /** Google's side of every call: which account is it that asks, and may it? */
  #byAccount<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name): unknown => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return async (grant: Grant, ...rest: unknown[]): Promise<unknown> => {
          await this.#admit(grant);
          return Reflect.apply(method, target, [grant, ...rest]);
        };
      },
    });
  }

  async #admit(grant: Grant): Promise<void> {
    const key = `${grant.tenantId} ${grant.version}`;
    const token = this.#remembered.get(key) ?? (await this.#opened(grant));
    this.#remembered.set(key, token);
    const account = this.google.accountOf(token);
    if (account === undefined) throw new PortFailure("access-revoked", "the token is dead");
    if (!this.editors.has(account)) throw new PortFailure("access-denied", "the account may not edit");
  }

  async #opened(grant: Grant): Promise<string> {
    const sealed = await this.memory.credentials.find(grant);
    if (sealed === undefined) throw new PortFailure("credential-missing", "nothing is kept for this version");
    return this.memory.vault.open(grant, sealed);
  }
}

const TEMPLATE = sheetTemplate([{ header: "Record", source: "record.id", type: "text" }]);

const PLAIN = {
  member: { id: "m", name: "Ada" },
  session: { id: "s", name: "Morning" },
  date: localDate("2024-03-08"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
} as const;
