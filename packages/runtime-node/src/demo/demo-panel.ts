import type { LinkedSheet, TenantId } from "@attendance-export/core";
import { ApiError, sheetUrl } from "@attendance-export/http-api";
import type { Service } from "../service/service.ts";
import { freshRecords } from "./demo-records.ts";
import { SHEETS_OWNER, storeDrafts } from "./demo-tenant.ts";
import type { DemoPlace } from "./demo-world.ts";
import { killWorkerAfterAppend } from "./killed-worker.ts";
import { type PanelTrouble, type TroubleName, troubles } from "./panel-troubles.ts";

export interface PanelParts extends Pick<DemoPlace, "emulator" | "google" | "data"> {
  readonly service: Pick<Service, "installation" | "queue">;
  readonly batchRows: number;
}

/** What the panel shows. */
export interface PanelView {
  readonly tenants: readonly {
    readonly tenant: string;
    readonly title: string;
    readonly accountEmail: string;
    readonly sheetUrl: string;
  }[];
  readonly troubles: readonly (PanelTrouble & { readonly active: boolean })[];
}

const RECORDS_AT_ONCE = 500;
const MOST_TENANTS = 50;
const BATCH_UPDATE = "spreadsheets.batchUpdate";
const LATE_MS = 3_000;
const SLOW_MS = 2_500;
const NO_QUOTA = { perUser: 0, perProject: 0 };

/** Breaks and mends the emulated Google of a demo, as its pages' panel asks. */
export class DemoPanel {
  readonly #parts: PanelParts;
  /** Of the two kinds of weather at most one. */
  #weather: "outage" | "slow" | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Everything, with the switches as they are for that tenant, or for the first one. */
  async view(tenant: TenantId | undefined): Promise<PanelView> {
    const { installation } = this.#parts.service;
    const links = await installation.links.list({ after: undefined, limit: MOST_TENANTS });
    const link = links.find(({ tenantId }) => tenantId === tenant) ?? links[0];
    return {
      tenants: links.map((one) => ({
        tenant: one.tenantId,
        title: this.#titleOf(one),
        accountEmail: one.accountEmail,
        sheetUrl: sheetUrl(one.sheet, this.#parts.google.emulatorUrl),
      })),
      troubles: troubles.map((trouble) => ({ ...trouble, active: this.#isActive(trouble.name, link) })),
    };
  }

  /** A switch for everybody, or something that is done to everybody. */
  everywhere(name: TroubleName, active: boolean): void {
    const { faults, quotas } = this.#parts.emulator;
    if (name === "quota-storm") quotas.limit(active ? NO_QUOTA : undefined);
    else if (name === "outage" || name === "slow") this.#blow(active ? name : undefined);
    else if (name === "clear") {
      faults.clear();
      faults.releaseLate();
      quotas.limit(undefined);
      this.#weather = undefined;
    }
  }

  /** Something that is done to one tenant. */
  async to(tenant: TenantId, name: TroubleName, active: boolean): Promise<void> {
    const link = await this.#linkOf(tenant);
    const { emulator, service } = this.#parts;
    const { faults, people, accounts } = emulator;
    const { spreadsheetId: fileId, tabId } = link.sheet;
    const on = { fileId, method: BATCH_UPDATE };
    if (name === "revoke-access") accounts.revokeAll(link.accountEmail);
    else if (name === "unshare") this.#share(link, active ? undefined : "writer");
    else if (name === "view-only") this.#share(link, active ? "reader" : "writer");
    else if (name === "delete-tab") this.#onSheet(link, () => people.deleteTab(fileId, tabId));
    else if (name === "lose-answer") faults.arm({ do: "commit", answer: "drop" }, { on });
    else if (name === "write-late")
      faults.arm({ do: "commit late", answer: "drop", afterMs: LATE_MS }, { on });
    else if (name === "kill-worker") await this.#kill(link);
    else if (name === "add-records") await this.#addRecords(link);
    else await service.queue.ask({ tenantId: tenant, trigger: "schedule", slot: null });
  }

  async #linkOf(tenant: TenantId): Promise<LinkedSheet> {
    const state = await this.#parts.service.installation.links.load(tenant);
    if (state === undefined || state.link.status === "unlinked")
      throw new ApiError(404, {
        error: "link-missing",
        message: `The tenant ${tenant} has no linked sheet.`,
      });
    return state.link;
  }

  #isActive(name: TroubleName, link: LinkedSheet | undefined): boolean {
    const { quotas } = this.#parts.emulator;
    if (name === "quota-storm") return quotas.limits !== undefined;
    if (name === "outage" || name === "slow") return this.#weather === name;
    if (link === undefined) return false;
    const role = this.#roleOf(link);
    if (name === "unshare") return role === undefined;
    return name === "view-only" && role === "reader";
  }

  #roleOf({ sheet, accountEmail }: LinkedSheet): string | undefined {
    const file = this.#parts.emulator.files.find(sheet.spreadsheetId);
    return file?.permissions.find(({ emailAddress }) => emailAddress === accountEmail)?.role;
  }

  #share(link: LinkedSheet, role: "reader" | "writer" | undefined): void {
    const { people } = this.#parts.emulator;
    const { spreadsheetId } = link.sheet;
    if (this.#roleOf(link) === "owner")
      throw new ApiError(409, {
        error: "owned",
        message: `${link.accountEmail} owns this spreadsheet, so nobody can take it away. Link one of ${SHEETS_OWNER}.`,
      });
    if (role === undefined) people.unshare(spreadsheetId, link.accountEmail);
    else people.share(spreadsheetId, link.accountEmail, role);
  }

  /** Somebody may have done the same in the sheet itself before. */
  #onSheet(link: LinkedSheet, act: () => void): void {
    const file = this.#parts.emulator.files.find(link.sheet.spreadsheetId);
    const tabs = file?.current?.spreadsheet.sheets ?? [];
    if (tabs.some(({ properties }) => properties.sheetId === link.sheet.tabId)) act();
  }

  async #kill({ tenantId, sheet }: LinkedSheet): Promise<void> {
    const { service, ...world } = this.#parts;
    if (!(await killWorkerAfterAppend(world, { tenantId, sheet })))
      throw new ApiError(409, {
        error: "nothing-to-send",
        message: "No worker could be killed while it writes: there is nothing to send. Add records first.",
      });
  }

  async #addRecords({ tenantId, template }: LinkedSheet): Promise<void> {
    const { register } = this.#parts.service.installation;
    await storeDrafts(register, tenantId, freshRecords(RECORDS_AT_ONCE, template), () => undefined);
  }

  #blow(weather: "outage" | "slow" | undefined): void {
    const { faults } = this.#parts.emulator;
    this.#weather = weather;
    const fault =
      weather === "slow"
        ? ({ do: "delay", ms: SLOW_MS } as const)
        : ({ do: "refuse", answer: "unavailable" } as const);
    const odds = weather === undefined ? [] : [{ fault, probability: 1 }];
    faults.weather({ seed: 1, on: { access: "any" }, odds });
  }

  #titleOf({ sheet }: LinkedSheet): string {
    const file = this.#parts.emulator.files.find(sheet.spreadsheetId);
    return file?.current?.spreadsheet.properties.title ?? sheet.spreadsheetId;
  }
}
