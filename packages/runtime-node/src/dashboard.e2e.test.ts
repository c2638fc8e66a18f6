import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "@attendance-export/adapter-sqlite";
import {
  defaultTemplate,
  failureKind,
  noCounts,
  runId,
  spreadsheetId,
  tenantId,
} from "@attendance-export/core";
import { buildDashboard } from "@attendance-export/dashboard/build";
import { DashboardWindow, median, PHONE, type WindowOptions } from "@attendance-export/dashboard-driver";
import { type Browser, testBrowser } from "@attendance-export/dashboard-driver/vitest";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { Child } from "../test/child.ts";
import { eventually, linkedTenants, Served } from "../test/served.ts";
import { compose } from "./composition.ts";
import { dataFolder } from "./data-folder.ts";
import { freshRecords } from "./demo/demo-records.ts";
import { serveDemo } from "./demo/demo-service.ts";
import { linkDemoTenants } from "./demo/demo-tenant.ts";
import { openDemoPlace } from "./demo/demo-world.ts";
import { LastSent } from "./demo/last-sent.ts";
import { organisations } from "./sample/organisations.ts";

const { it, launch, missing } = testBrowser();

const OWNER = "owner@example.com";
const STRANGER = "stranger@example.org";
const TOKEN = "correct-horse-battery-staple-token";
const TEST_MS = 120_000;
const SENTENCE = failureKind("access-denied").admin;
const BATCH_UPDATE = { method: "spreadsheets.batchUpdate" } as const;

const DRIVE_FULL = {
  status: 403,
  body: {
    error: {
      code: 403,
      status: "PERMISSION_DENIED",
      message: "The user's Drive storage quota has been exceeded.",
    },
  },
} as const;

interface ShownLink {
  readonly status: string;
  readonly incidentSince: string | null;
  readonly spreadsheetId: string;
  readonly records: { readonly waiting: number; readonly exported: number };
}

/** One linked tenant, `school`, its emulated Google, and `serve` with the page in a process of its own. */
const installation = async (records: number) => {
  const linked = await linkedTenants(["school"], records);
  const { environment, data, emulator } = linked;
  const serve = (options: readonly string[] = []): Served => {
    const paths = ["--data", data, "--every-seconds", "3600", "--batch-rows", "1000", "--late-seconds", "1"];
    const env = { ...environment, ATTENDANCE_EXPORT_API_TOKEN: TOKEN };
    return new Served(new Child(["serve", "--port", "0", ...paths, ...options], env));
  };
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  /** For a test that looks past the page. */
  const ask = async (url: string, path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`${url}${path}`, { headers, ...sent })).json();
  };
  const shown = async (url: string) => (await ask(url, "/api/v1/links/school")) as ShownLink;
  const sync = (url: string) => ask(url, "/api/sync", { tenant: "school" });
  const started = async (served: Served): Promise<string> => {
    const url = await served.url();
    const redirectUris = [`${url}/oauth/callback`];
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { redirectUris });
    // What was due when it began is over.
    await eventually("the first run", async () => (await shown(url)).records.waiting === 0);
    return url;
  };
  return { ...linked, serve, started, shown, sync };
};

/** Somebody with the token at the tenant's page. */
const openWindow = async (
  browser: Browser,
  url: string,
  options: WindowOptions = {},
): Promise<DashboardWindow> => {
  const window = await DashboardWindow.open(browser, url, options);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") console.info(await window.story());
    await window.close();
  });
  return window;
};
const showToken = async ({ page }: DashboardWindow, token: string): Promise<void> => {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Open" }).click();
};

describe("the dashboard of an installation", () => {
  let browser: Browser;
  beforeAll(async () => {
    if (missing !== undefined) return;
    [browser] = await Promise.all([launch(), buildDashboard()]);
  }, TEST_MS);
  afterAll(() => browser?.close());

  it(
    "tells of a 403 by itself, keeps the banner whatever one does, and lets an admin reconnect: seed 001, 1 to 12",
    async () => {
      const { emulator, serve, started, shown, sync, fill, verified } = await installation(10);
      const url = await started(serve());
      const { spreadsheetId: file } = await shown(url);
      const window = await openWindow(browser, `${url}/tenants/school`);
      const { page, banner } = window;
      const expectNoViolation = async (): Promise<void> => expect(await window.violations()).toEqual([]);

      await page.getByRole("heading", { name: "Show your token" }).waitFor();
      await expectNoViolation();
      await showToken(window, "wrong");
      await page.getByText("The server does not take this token.").waitFor();
      await showToken(window, TOKEN);
      // 6: the page listens, and all is well.
      await page.getByText("The sheet is up to date").waitFor();
      expect(await banner.count()).toBe(0);
      await expectNoViolation();

      // 1 to 5: a run meets a 403 after its first batch, and the status says so.
      await fill("school", 2_500);
      const before = emulator.calls.count(BATCH_UPDATE);
      emulator.faults.arm({ do: "delay", ms: 400 }, { on: BATCH_UPDATE, times: 2 });
      const { loads } = window;
      const running = sync(url);
      await eventually("the first batch", () => emulator.calls.count(BATCH_UPDATE) > before);
      emulator.people.unshare(file, OWNER);
      // 7, 8: pushed by server-sent events, and rendered without a reload.
      const { isShown, at } = await window.bannerChange(1);
      await running;
      const { incidentSince, status } = await shown(url);
      expect([isShown, status, window.loads]).toEqual([true, "error", loads]);
      console.info(
        `node: the banner stands ${at - Date.parse(incidentSince ?? "")} ms after the run saw the 403`,
      );
      expect(await banner.textContent()).toContain(SENTENCE);
      const { exported, waiting } = (await shown(url)).records;
      expect([exported + waiting, waiting > 0]).toEqual([2_500, true]);
      await expectNoViolation();

      // 8: nothing dismisses it.
      expect(await banner.getByRole("button", { name: /close|dismiss|hide|later|×/i }).count()).toBe(0);
      await page.keyboard.press("Escape");
      await page.getByRole("main").click({ position: { x: 4, y: 4 } });
      expect(await banner.isVisible()).toBe(true);
      for (const name of ["History", "Settings", "Overview"]) {
        await page.getByRole("link", { name, exact: true }).click();
        await page.getByRole("heading", { level: 1 }).waitFor();
        expect(await banner.isVisible()).toBe(true);
        await expectNoViolation();
      }
      for (const path of ["/history", "/settings", "/link", "/set-aside", ""]) {
        await page.goto(`${url}/tenants/school${path}`);
        await banner.waitFor();
      }
      await page.reload();
      await banner.waitFor();

      // 9: a consent that is denied, and one by a wrong account, change nothing and say so.
      const news = banner.getByRole("status");
      await (await window.reconnect()).cancelled(STRANGER);
      await news.getByText("You did not give consent at Google.").waitFor();
      const google = await window.reconnect();
      await google.choose(STRANGER);
      await google.allow();
      await news.getByText(`${STRANGER} may not edit this sheet, so nothing was changed.`).waitFor();
      expect(await shown(url)).toMatchObject({ status: "error", accountEmail: OWNER, incidentSince });
      // On a phone the window goes to Google itself, and comes back to the page.
      const phone = await openWindow(browser, `${url}/tenants/school`, PHONE);
      await showToken(phone, TOKEN);
      await phone.banner.waitFor();
      expect([await phone.violations(), await phone.isWiderThanItsWindow()]).toEqual([[], false]);
      await (await phone.reconnectHere()).cancelled(STRANGER);
      await phone.page.getByText("You did not give consent at Google.").waitFor();
      expect(await phone.violations()).toEqual([]);
      expect(new URL(phone.page.url()).search).toBe("");
      await phone.page.getByRole("link", { name: "Back to the overview" }).click();
      await phone.banner.waitFor();

      // 9 to 12: by keyboard alone; the listener hides the banner, and the backlog goes onto the sheet once.
      emulator.people.share(file, OWNER);
      const reloads = window.loads;
      const times = (await window.bannerTimes()).length;
      await (await window.reconnectByKeyboard()).allowByKeyboard(OWNER);
      expect(await window.bannerChange(times + 1)).toMatchObject({ isShown: false });
      await page.getByText(`Connected again with ${OWNER}.`).waitFor();
      await page.getByText("The sheet is up to date").waitFor();
      expect(window.loads).toBe(reloads);
      expect(await verified()).toMatchObject([{ rows: 2_500, missing: 0, duplicates: 0, backlog: 0 }]);
      await page.goto(`${url}/integrations-overview`);
      await page.getByRole("link", { name: "school" }).first().waitFor();
      await expectNoViolation();

      await page.goto(`${url}/tenants/school`);
      await page.getByText("The sheet is up to date").waitFor();
      const vitals = await window.vitals();
      console.info(`node: ${JSON.stringify(vitals)}, ${window.checks} checks by axe`);
      expect(vitals.cumulativeLayoutShift).toBeLessThan(0.1);
      expect(vitals.gzipBytes).toBeLessThan(200_000);
      expect(window.complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
    },
    TEST_MS,
  );

  it(
    "shows a failure within a second of its being written: the median of 20",
    async () => {
      const { emulator, serve, started, shown, sync, data } = await installation(1);
      const url = await started(serve());
      const window = await openWindow(browser, `${url}/tenants/school`);
      await showToken(window, TOKEN);
      await window.page.getByText("The sheet is up to date").waitFor();
      const store = openSqliteStore(dataFolder(data).storeFile);
      onTestFinished(() => store.close());
      const [shows, hides]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < 20; turn += 1) {
        await store.register.put(tenantId("school"), [...freshRecords(1, defaultTemplate([]))]);
        // Believed at once, unlike a 403 without a reason, which a run looks at twice.
        emulator.faults.arm({ do: "refuse", answer: DRIVE_FULL }, { on: BATCH_UPDATE, times: 1 });
        await sync(url);
        const { at } = await window.bannerChange(2 * turn + 1);
        // The moment that the run wrote down together with the failure.
        shows.push(at - Date.parse((await shown(url)).incidentSince ?? ""));
        const askedAt = Date.now();
        await sync(url);
        hides.push((await window.bannerChange(2 * turn + 2)).at - askedAt);
      }
      const [seen, healed, longest] = [median(shows), median(hides), Math.max(...shows)];
      console.info(
        `node: failure to banner: median ${seen} ms, longest ${longest} ms; from Sync now to its end: median ${healed} ms`,
      );
      expect(seen).toBeLessThan(1_000);
    },
    TEST_MS,
  );

  it(
    "says that its server is away, keeps what it knew, and is current again by itself",
    async () => {
      const { serve, started, fill } = await installation(10);
      const first = serve();
      const url = await started(first);
      const window = await openWindow(browser, `${url}/tenants/school`);
      const { page } = window;
      await showToken(window, TOKEN);
      await page.getByText("The sheet is up to date").waitFor();
      const { loads } = window;
      first.child.kill("SIGKILL");
      await page.getByText(/No connection\./).waitFor();
      expect(await page.getByText("The sheet is up to date").isVisible()).toBe(true);
      expect(await window.violations()).toEqual([]);
      // What happens meanwhile is there once the server is.
      await fill("school", 25);
      const again = serve(["--port", new URL(url).port]);
      expect(await again.url()).toBe(url);
      await page.getByText(/No connection\./).waitFor({ state: "detached" });
      await page.getByText(/15\srecords wait/).waitFor();
      expect(window.loads).toBe(loads);
      await page.getByRole("button", { name: "Sync now" }).click();
      await page.getByText(/15\srecords added to the sheet/).waitFor();
    },
    TEST_MS,
  );

  it(
    "stays quick with 10,000 runs in its history",
    async () => {
      const { serve, started, data, shown } = await installation(1);
      await writePast(dataFolder(data).storeFile);
      const url = await started(serve());
      expect((await shown(url)).records.exported).toBe(1);
      const window = await openWindow(browser, url);
      const { page } = window;
      await showToken(window, TOKEN);
      await page.getByRole("heading", { name: "All links" }).waitFor();
      await page.goto(`${url}/tenants/school/history`);
      await page.locator("a.run").first().waitFor();
      const [readyMs, { elements }] = [await page.evaluate(() => performance.now()), await window.vitals()];
      console.info(`node: 10,000 runs: first rows after ${Math.round(readyMs)} ms, ${elements} elements`);
      expect(elements).toBeLessThan(2_000);
      expect(await window.violations()).toEqual([]);
      await page.locator(".segments label", { hasText: "Failed" }).click();
      await page.waitForURL(/outcome=failed/);
      const failed = page.locator("a.run .outcome-failed");
      await failed.first().waitFor();
      await expect.poll(() => page.locator("a.run .outcome-completed").count()).toBe(0);
      const newest = await page.locator("a.run").first().getAttribute("href");
      await page.getByRole("button", { name: "Older" }).click();
      await page.waitForURL(/before=/);
      await expect.poll(() => page.locator("a.run").first().getAttribute("href")).not.toBe(newest);
      expect(await page.locator("a.run .outcome-completed").count()).toBe(0);
      expect((await window.vitals()).elements).toBeLessThan(2_000);
    },
    TEST_MS,
  );

  it(
    "lets a visitor of the demo break the link and heal it from the page",
    async () => {
      const [organisation] = organisations;
      const { tenantId: tenant, accountEmail } = organisation;
      await using place = await openDemoPlace({ data: undefined, port: undefined });
      {
        using first = await compose({ data: place.data, google: place.google });
        await linkDemoTenants({ ...place, installation: first, batchRows: 200, lastSent: new LastSent({}) }, [
          organisation,
        ]);
      }
      const stopping = new AbortController();
      const say = (): void => undefined;
      const options = { batchRows: 200, port: 0, hasPage: true, stopping: stopping.signal, say };
      const server = await serveDemo(place, options);
      try {
        const window = await openWindow(browser, server.url);
        const { page, banner } = window;
        // The only tenant there is, and no token: the page opens it at once.
        await page.waitForURL(`${server.url}/tenants/${tenant}`);
        await page.getByText("Demo: break something").click();
        await page.getByRole("button", { name: "Approve 500 records" }).click();
        await page.getByRole("button", { name: "Revoke access" }).click();
        await page.getByRole("button", { name: "Sync now" }).click();
        await banner.waitFor();
        expect(await window.violations()).toEqual([]);
        await (await window.reconnect()).allowByKeyboard(accountEmail);
        await banner.waitFor({ state: "detached" });
        await page.getByText("The sheet is up to date").waitFor();
        // The message of the sync that failed is gone with the failure.
        expect(await page.getByRole("region", { name: "Messages" }).getByRole("alert").count()).toBe(0);
      } finally {
        stopping.abort();
        await server.close();
      }
    },
    TEST_MS,
  );
});

const LAST_PAST_RUN = Date.UTC(2026, 0, 1);

/** The adapter's own row, so many hours earlier each time: a transaction a row would take a minute. */
const MULTIPLY = `
  WITH RECURSIVE past (hour) AS (SELECT 1 UNION ALL SELECT hour + 1 FROM past WHERE hour < ?1)
  INSERT INTO run (tenant, run_id, started_at, finished, run)
  SELECT tenant, run_id || '-' || hour, started_at - hour * 3600000, finished,
    json_set(run, '$.runId', run_id || '-' || hour, '$.startedAt', started_at - hour * 3600000,
      '$.completedAt', started_at - hour * 3600000 + 2000)
  FROM run, past WHERE run_id = ?2`;

/** Ten thousand runs of before this year, of which a twentieth failed. */
const writePast = async (file: string): Promise<void> => {
  const store = openSqliteStore(file);
  const good = {
    runId: runId("good"),
    tenantId: tenantId("school"),
    trigger: "schedule",
    spreadsheetId: spreadsheetId("a-spreadsheet"),
    startedAt: LAST_PAST_RUN,
    status: "completed",
    completedAt: LAST_PAST_RUN + 2_000,
    counts: { exported: 40, batches: 1, quarantined: 0 },
    errorCode: null,
    errorMessage: null,
  } as const;
  await store.runs.finish(good);
  await store.runs.finish({
    ...good,
    ...{ runId: runId("bad"), startedAt: LAST_PAST_RUN + 1, status: "failed" },
    ...{ counts: noCounts, errorCode: "access-denied", errorMessage: "403" },
  });
  store.close();
  using database = new DatabaseSync(file);
  const multiply = database.prepare(MULTIPLY);
  multiply.run(9_499, "good");
  multiply.run(499, "bad");
};
