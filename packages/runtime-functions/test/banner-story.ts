import { failureKind } from "@attendance-export/core";
import { type DashboardWindow, PHONE } from "@attendance-export/dashboard-driver";
import { expectLastingBanner, expectNoViolation } from "@attendance-export/dashboard-driver/vitest";
import type { Timestamp } from "firebase-admin/firestore";
import { expect } from "vitest";
import { ADA, type DashboardAdmin } from "./dashboard-admin.ts";
import type { LogLine } from "./functions-process.ts";

const STRANGER = "stranger@example.org";
const PATIENCE = { timeout: 30_000, interval: 25 } as const;

/** Seed 001 (SEQ-ER-008) as the admin sees it, one step after the other, by its sequence numbers. */
export class BannerStory {
  readonly #admin: DashboardAdmin;
  /** Of the tenant's records, of which there are two batches. */
  readonly #records: number;

  constructor(admin: DashboardAdmin, records: number) {
    this.#admin = admin;
    this.#records = records;
  }

  /** Gives the window in which it was seen. */
  async play(): Promise<DashboardWindow> {
    const window = await this.#findsTheLinkActive();
    await this.#bannerComesByTheListenerAlone(window);
    await expectLastingBanner(window, this.#admin.pageOf());
    await this.#refusedConsentsChangeNothing(window);
    await this.#phoneComesBackWithTheAnswer();
    await this.#reconnectHealsAndDrains(window);
    return window;
  }

  /** 6. */
  async #findsTheLinkActive(): Promise<DashboardWindow> {
    const window = await this.#admin.open("/");
    await window.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await expectNoViolation(window);
    await window.signIn("ada@example.org", "wrong");
    await window.page.getByText("The e-mail address or the password is wrong.").waitFor();
    await window.signIn(...ADA);
    await window.page.waitForURL(this.#admin.pageOf());
    await window.page.getByText("Active", { exact: true }).waitFor();
    await window.page
      .getByText(/3,000\srecords/)
      .first()
      .waitFor();
    expect(await window.banner.count()).toBe(0);
    await expectNoViolation(window);
    return window;
  }

  /** 1 to 8. */
  async #bannerComesByTheListenerAlone(window: DashboardWindow): Promise<void> {
    const { cloud, tenant } = this.#admin;
    // 2, 3: after the first batch the account loses its rights, and Google answers 403 to the second.
    cloud.onGoogleCall = ({ method, status, requestBody }) => {
      if (method === "spreadsheets.batchUpdate" && status === 200 && requestBody.includes("appendCells"))
        cloud.sheets.people.unshare(tenant.sheet.spreadsheetId, tenant.accountEmail);
    };
    const { loads } = window;
    // 1, 1a, 1b: the schedule's message; the run reads the link and the backlog.
    await cloud.publishSchedule();
    // 7, 8: pushed to the page, and rendered.
    const { isShown, at } = await window.bannerChange(1);
    expect(isShown).toBe(true);
    // 4, 5: the failure was caught, and the status document says so.
    const { status, errorCode, incident } = await this.#admin.link();
    expect([status, errorCode]).toEqual(["error", "access-denied"]);
    const openedAt = (incident.openedAt as Timestamp).toMillis();
    console.info(`firebase: the banner stands ${at - openedAt} ms after the run saw the 403`);
    expect(window.loads).toBe(loads);
    expect(await window.banner.textContent()).toContain(failureKind("access-denied").admin);
    await expect.poll(() => this.#runs().length, PATIENCE).toBe(1);
    expect(tenant.rows().length).toBeLessThan(this.#records);
    expect(await tenant.marked()).toBe(tenant.rows().length);
    await expectNoViolation(window);
  }

  /** 9: one that was denied, and one by a wrong account. */
  async #refusedConsentsChangeNothing(window: DashboardWindow): Promise<void> {
    const before = await this.#standing();
    const news = window.banner.getByRole("status");
    await (await window.reconnect()).cancelled(STRANGER);
    await news.getByText("You did not give consent at Google.").waitFor();
    await expectNoViolation(window);
    const google = await window.reconnect();
    await google.choose(STRANGER);
    await google.allow();
    await news.getByText(`${STRANGER} may not edit this sheet, so nothing was changed.`).waitFor();
    expect(await this.#standing()).toEqual(before);
    expect(await window.banner.isVisible()).toBe(true);
  }

  /** 8, 9: the window goes to Google itself. */
  async #phoneComesBackWithTheAnswer(): Promise<void> {
    const before = await this.#standing();
    const phone = await this.#admin.open(this.#admin.pageOf(), PHONE);
    await phone.signIn(...ADA);
    await phone.banner.waitFor();
    await expectNoViolation(phone);
    expect(await phone.isWiderThanItsWindow()).toBe(false);
    await (await phone.reconnectHere()).cancelled(STRANGER);
    await phone.page.getByText("You did not give consent at Google.").waitFor();
    await expectNoViolation(phone);
    // Neither Google's code nor the state stays in the address, nor in the history behind it.
    expect(new URL(phone.page.url()).search).toBe("");
    await phone.page.getByRole("link", { name: "Back to the overview" }).click();
    await phone.banner.waitFor();
    expect(await this.#standing()).toEqual(before);
  }

  /** 9 to 12. */
  async #reconnectHealsAndDrains(window: DashboardWindow): Promise<void> {
    const { cloud, tenant } = this.#admin;
    cloud.onGoogleCall = () => undefined;
    cloud.sheets.people.share(tenant.sheet.spreadsheetId, tenant.accountEmail);
    const { loads } = window;
    const before = this.#runs().length;
    // 9, 9a, 10: consent, the code to saveNewGoogleToken, the token sealed, the link active.
    await (await window.reconnectByKeyboard()).allowByKeyboard(tenant.accountEmail);
    // 11, 12: pushed, and hidden.
    expect(await window.bannerChange(2)).toMatchObject({ isShown: false });
    expect(window.loads).toBe(loads);
    await window.page.getByText(`Connected again with ${tenant.accountEmail}.`).waitFor();
    expect(await this.#admin.link()).toMatchObject({ status: "active", errorCode: null });
    // The note to 12: what was not exported is, once.
    await expect.poll(() => this.#runs().length, PATIENCE).toBe(before + 1);
    const rows = tenant.rows();
    expect([rows.length, new Set(rows).size]).toEqual([this.#records, this.#records]);
    expect(await tenant.marked()).toBe(this.#records);
    await window.page.getByText("The sheet is up to date").waitFor();
    await expectNoViolation(window);
  }

  #runs(): readonly LogLine[] {
    return this.#admin.cloud.functions.lines.filter(({ event }) => event === "run.finished");
  }

  /** All that is stored of the link, so that "nothing was changed" can be held to it. */
  async #standing(): Promise<readonly unknown[]> {
    const credentials = await this.#admin.cloud.firestore.collectionGroup("private").get();
    return [
      await this.#admin.link(),
      credentials.docs.filter(({ id }) => id.startsWith("credential-")).map((one) => one.data()),
    ];
  }
}
