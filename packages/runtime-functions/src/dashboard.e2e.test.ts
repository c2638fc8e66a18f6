import { failureKind } from "@attendance-export/core";
import { DashboardWindow, median, PHONE } from "@attendance-export/dashboard-driver";
import { type Browser, testBrowser } from "@attendance-export/dashboard-driver/vitest";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import type { Timestamp } from "firebase-admin/firestore";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { PASSWORD } from "../test/admin-browser.ts";
import { DashboardStage } from "../test/dashboard-stage.ts";
import { LocalTenant } from "../test/local-tenant.ts";

const chromium = testBrowser();
const [firestore, pubsub, auth] = await Promise.all([
  testEmulator("firestore"),
  testEmulator("pubsub"),
  testEmulator("auth"),
]);
const missing = [firestore, pubsub, auth].find(({ host }) => host === "");
const { it } = missing ?? chromium;
const canRun = missing === undefined && chromium.missing === undefined;

/** Two batches: the first one has 2 MB. */
const RECORDS = 3_000;
const STRANGER = "stranger@example.org";
const PATIENCE = { timeout: 30_000, interval: 25 } as const;
const TEST_MS = 90_000;
const SENTENCE = failureKind("access-denied").admin;

/** Seed 001 (SEQ-ER-008) as the admin sees it, by its sequence numbers: Google's emulators and a browser, nothing in between is made up. */
describe("the dashboard on Firebase", () => {
  let browser: Browser;
  let stage: DashboardStage;
  let tenant: LocalTenant;
  let window: DashboardWindow;
  beforeAll(async () => {
    if (!canRun) return;
    const hosts = { firestore: firestore.host, pubsub: pubsub.host, auth: auth.host };
    [browser, stage] = await Promise.all([chromium.launch(), DashboardStage.open(hosts)]);
    tenant = await LocalTenant.make(stage.cloud, "school-north", RECORDS);
    await stage.desk.signIn("ada", { tenantId: tenant.id, role: "admin" });
  }, TEST_MS);
  afterAll(async () => {
    await browser?.close();
    await stage?.[Symbol.asyncDispose]();
  }, TEST_MS);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") console.info(await window?.story());
  });

  const linkDocument = () => stage.cloud.firestore.doc(`tenants/${tenant.id}/integrations/googleSheets`);
  /** The document that the page listens to. */
  const stored = async () => (await linkDocument().get()).data() ?? {};
  /** All of them, so that "nothing was changed" can be held to it. */
  const standing = async () => {
    const { firestore: store } = stage.cloud;
    const credentials = await store.collectionGroup("private").get();
    return [
      await stored(),
      credentials.docs.filter(({ id }) => id.startsWith("credential-")).map((one) => one.data()),
    ];
  };
  const runs = () => stage.cloud.functions.lines.filter(({ event }) => event === "run.finished");
  const pageOf = (path = ""): string => `${stage.hosting.url}/tenants/${tenant.id}${path}`;
  const headline = (level: 1 | 2 = 1) => window.page.getByRole("heading", { level });
  const expectNoViolation = async (): Promise<void> => expect(await window.violations()).toEqual([]);

  it(
    "6: the admin signs in and finds the link active, without a banner",
    async () => {
      window = await DashboardWindow.open(browser, stage.hosting.url);
      await window.page.getByRole("heading", { name: "Sign in" }).waitFor();
      await expectNoViolation();
      await window.signIn("ada@example.org", "wrong");
      await window.page.getByText("The e-mail address or the password is wrong.").waitFor();
      await window.signIn("ada@example.org", PASSWORD);
      await window.page.waitForURL(pageOf());
      await window.page.getByText("Active", { exact: true }).waitFor();
      await window.page
        .getByText(/3,000\srecords/)
        .first()
        .waitFor();
      expect(await window.banner.count()).toBe(0);
      await expectNoViolation();
    },
    TEST_MS,
  );

  it(
    "1 to 8: Google answers 403 in the middle, and the banner is there by the listener alone",
    async () => {
      const { cloud } = stage;
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
      const { status, errorCode, incident } = await stored();
      expect([status, errorCode]).toEqual(["error", "access-denied"]);
      const openedAt = (incident.openedAt as Timestamp).toMillis();
      console.info(`firebase: the banner stands ${at - openedAt} ms after the run saw the 403`);
      expect(window.loads).toBe(loads);
      expect(await window.banner.textContent()).toContain(SENTENCE);
      await expect.poll(() => runs().length, PATIENCE).toBe(1);
      expect(tenant.rows().length).toBeLessThan(RECORDS);
      expect(await tenant.marked()).toBe(tenant.rows().length);
      await expectNoViolation();
    },
    TEST_MS,
  );

  it(
    "8: nothing dismisses the banner: no control, no key, no reload, no other page",
    async () => {
      const { page, banner } = window;
      expect(await banner.getByRole("button", { name: /close|dismiss|hide|later|×/i }).count()).toBe(0);
      expect(await banner.locator("[aria-label*=lose], [data-dismiss]").count()).toBe(0);
      await page.keyboard.press("Escape");
      await banner.click({ position: { x: 4, y: 4 } });
      await page.keyboard.press("Escape");
      await page.getByRole("main").click({ position: { x: 4, y: 4 } });
      expect(await banner.isVisible()).toBe(true);
      for (const name of ["History", "Settings", "Overview"]) {
        await page.getByRole("link", { name, exact: true }).click();
        await headline().waitFor();
        expect(await banner.isVisible()).toBe(true);
        await expectNoViolation();
      }
      for (const path of ["", "/history", "/settings", "/link", "/set-aside"]) {
        await page.goto(pageOf(path));
        await banner.waitFor();
      }
      await page.goto(pageOf("/history"));
      await page.locator("a.run").first().click();
      await page.getByText("Why it failed").waitFor();
      expect(await banner.isVisible()).toBe(true);
      await expectNoViolation();
      await page.goto(pageOf());
      await page.reload();
      await banner.waitFor();
    },
    TEST_MS,
  );

  it(
    "9: a consent that was denied, and one by a wrong account, say so and change nothing",
    async () => {
      const before = await standing();
      const news = window.banner.getByRole("status");
      await (await window.reconnect()).cancelled(STRANGER);
      await news.getByText("You did not give consent at Google.").waitFor();
      await expectNoViolation();
      const google = await window.reconnect();
      await google.choose(STRANGER);
      await google.allow();
      await news.getByText(`${STRANGER} may not edit this sheet, so nothing was changed.`).waitFor();
      expect(await standing()).toEqual(before);
      expect(await window.banner.isVisible()).toBe(true);
    },
    TEST_MS,
  );

  it(
    "8, 9: on a phone the window goes to Google itself, and comes back with the answer",
    async () => {
      const before = await standing();
      const phone = await DashboardWindow.open(browser, pageOf(), PHONE);
      await phone.signIn("ada@example.org", PASSWORD);
      await phone.banner.waitFor();
      expect(await phone.violations()).toEqual([]);
      expect(await phone.isWiderThanItsWindow()).toBe(false);
      await (await phone.reconnectHere()).cancelled(STRANGER);
      await phone.page.getByText("You did not give consent at Google.").waitFor();
      expect(await phone.violations()).toEqual([]);
      // Neither Google's code nor the state stays in the address, nor in the history behind it.
      expect(new URL(phone.page.url()).search).toBe("");
      await phone.page.getByRole("link", { name: "Back to the overview" }).click();
      await phone.banner.waitFor();
      expect(await standing()).toEqual(before);
      await phone.close();
    },
    TEST_MS,
  );

  it(
    "9 to 12: Reconnect by keyboard alone heals the link; the listener hides the banner and the backlog drains, once",
    async () => {
      const { cloud } = stage;
      cloud.onGoogleCall = () => undefined;
      cloud.sheets.people.share(tenant.sheet.spreadsheetId, tenant.accountEmail);
      const { loads } = window;
      const before = runs().length;
      // 9, 9a, 10: consent, the code to saveNewGoogleToken, the token sealed, the link active.
      await (await window.reconnectByKeyboard()).allowByKeyboard(tenant.accountEmail);
      // 11, 12: pushed, and hidden.
      expect(await window.bannerChange(2)).toMatchObject({ isShown: false });
      expect(window.loads).toBe(loads);
      await window.page.getByText(`Connected again with ${tenant.accountEmail}.`).waitFor();
      expect(await stored()).toMatchObject({ status: "active", errorCode: null });
      // The note to 12: what was not exported is, once.
      await expect.poll(() => runs().length, PATIENCE).toBe(before + 1);
      const rows = tenant.rows();
      expect([rows.length, new Set(rows).size]).toEqual([RECORDS, RECORDS]);
      expect(await tenant.marked()).toBe(RECORDS);
      await window.page.getByText("The sheet is up to date").waitFor();
      await expectNoViolation();
    },
    TEST_MS,
  );

  it(
    "lets neither another organisation's admin nor somebody who is no admin see anything, and tells them so",
    async () => {
      const tokens = [
        await stage.desk.signIn("zoe", { tenantId: "school-north-10", role: "admin" }),
        await stage.desk.signIn("sam", { tenantId: tenant.id, role: "staff" }),
      ];
      const { spreadsheetId } = tenant.sheet;
      const secrets = [spreadsheetId, tenant.accountEmail, `${tenant.id}-0`];
      const zoe = await DashboardWindow.open(browser, pageOf());
      await zoe.signIn("zoe@example.org", PASSWORD);
      await zoe.page.getByText("You may not see this page").waitFor();
      expect(await zoe.violations()).toEqual([]);
      for (const path of ["/history", "/settings", "/set-aside", "/link"]) {
        await zoe.page.goto(pageOf(path));
        await zoe.page.getByText("You may not see this page").waitFor();
      }
      const sam = await DashboardWindow.open(browser, pageOf());
      await sam.signIn("sam@example.org", PASSWORD);
      await sam.page.getByRole("heading", { name: "You are no admin" }).waitFor();
      expect(await sam.violations()).toEqual([]);
      for (const { traffic } of [zoe, sam]) {
        expect(traffic).toContain("accounts:signInWithPassword");
        for (const secret of secrets) expect(traffic).not.toContain(secret);
      }
      // Nor would the servers have told them, had the page asked.
      const documents = `http://${firestore.host}/v1/projects/${stage.cloud.projectId}/databases/(default)/documents`;
      const api = `${stage.hosting.url}/api/v1/links/${tenant.id}`;
      const asked = [
        api,
        `${api}/runs`,
        `${api}/set-aside`,
        `${documents}/tenants/${tenant.id}/integrations/googleSheets`,
      ];
      for (const token of tokens)
        for (const url of asked) {
          const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
          expect([url, answer.status]).toEqual([url, 403]);
          const text = await answer.text();
          for (const secret of secrets) expect(text).not.toContain(secret);
        }
      await zoe.close();
      await sam.close();
    },
    TEST_MS,
  );

  it(
    "shows a status within a second of its being written: the median of 20",
    async () => {
      const at = async (times: number) => (await window.bannerChange(times)).at;
      const [shows, hides]: [number[], number[]] = [[], []];
      const wrong = { status: "error", errorCode: "access-denied", errorDetails: SENTENCE };
      const right = { status: "active", errorCode: null, errorDetails: null };
      const before = (await window.bannerTimes()).length;
      for (let turn = 0; turn < 20; turn += 1) {
        const wroteAt = Date.now();
        await linkDocument().update(wrong);
        shows.push((await at(before + 2 * turn + 1)) - wroteAt);
        const healedAt = Date.now();
        await linkDocument().update(right);
        hides.push((await at(before + 2 * turn + 2)) - healedAt);
      }
      const [shown, hidden, longest] = [median(shows), median(hides), Math.max(...shows)];
      console.info(
        `firebase: status to banner: median ${shown} ms, longest ${longest} ms; to its end: median ${hidden} ms`,
      );
      expect(shown).toBeLessThan(1_000);
      expect(hidden).toBeLessThan(1_000);
    },
    TEST_MS,
  );

  it("loads little, paints soon, shifts nothing, and complains of nothing", async () => {
    await window.page.goto(pageOf());
    await window.page.getByText("The sheet is up to date").waitFor();
    const vitals = await window.vitals();
    console.info(`firebase: ${JSON.stringify(vitals)}, ${window.checks} checks by axe`);
    expect(vitals.cumulativeLayoutShift).toBeLessThan(0.1);
    expect(vitals.gzipBytes).toBeLessThan(400_000);
    // A sign-in and a consent that are refused are told by a status, which Chromium writes down.
    expect(window.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  });
});
