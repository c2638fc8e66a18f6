import type { DashboardWindow, WindowOptions } from "@attendance-export/dashboard-driver";
import { type Browser, openWindow } from "@attendance-export/dashboard-driver/vitest";
import type { DocumentData, DocumentReference } from "firebase-admin/firestore";
import { expect } from "vitest";
import { PASSWORD } from "./admin-browser.ts";
import type { DashboardStage } from "./dashboard-stage.ts";
import type { LocalCloud } from "./local-cloud.ts";
import { LocalTenant } from "./local-tenant.ts";

/** The e-mail address and the password of the tenant's admin. */
export const ADA = ["ada@example.org", PASSWORD] as const;

/** A tenant whose admin, Ada, sits at the dashboard. */
export class DashboardAdmin {
  readonly tenant: LocalTenant;
  readonly #browser: Browser;
  readonly #stage: DashboardStage;

  private constructor(browser: Browser, stage: DashboardStage, tenant: LocalTenant) {
    this.#browser = browser;
    this.#stage = stage;
    this.tenant = tenant;
  }

  static async of(browser: Browser, stage: DashboardStage, records: number): Promise<DashboardAdmin> {
    const tenant = await LocalTenant.make(stage.cloud, "school-north", records);
    await stage.desk.signIn("ada", { tenantId: tenant.id, role: "admin" });
    return new DashboardAdmin(browser, stage, tenant);
  }

  get cloud(): LocalCloud {
    return this.#stage.cloud;
  }

  /** The document that the page listens to. */
  get linkDocument(): DocumentReference {
    return this.cloud.firestore.doc(`tenants/${this.tenant.id}/integrations/googleSheets`);
  }

  async link(): Promise<DocumentData> {
    return (await this.linkDocument.get()).data() ?? {};
  }

  pageOf(path = ""): string {
    return `${this.#stage.hosting.url}/tenants/${this.tenant.id}${path}`;
  }

  /** A window of the test that runs, at that path. */
  open(path: string, options?: WindowOptions): Promise<DashboardWindow> {
    return openWindow(this.#browser, new URL(path, this.#stage.hosting.url).href, options);
  }

  /** The tenant's page, with Ada before it; the link is well. */
  async signedIn(): Promise<DashboardWindow> {
    const window = await this.open(this.pageOf());
    await window.signIn(...ADA);
    await window.page.getByText("Active", { exact: true }).waitFor();
    return window;
  }
}

/** A sign-in and a consent that are refused are told by a status, which Chromium writes down. */
export const expectNoComplaint = (window: DashboardWindow): void =>
  expect(window.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
