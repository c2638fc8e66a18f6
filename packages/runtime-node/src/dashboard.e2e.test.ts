import { openSqliteStore } from "@attendance-export/adapter-sqlite";
import { defaultTemplate, failureKind, tenantId } from "@attendance-export/core";
import { type DashboardWindow, median, PHONE } from "@attendance-export/dashboard-driver";
import {
  expectLastingBanner,
  expectNoViolation,
  openWindow,
  testBrowser,
} from "@attendance-export/dashboard-driver/vitest";
import { describe, expect, onTestFinished } from "vitest";
import { dashboardBrowser } from "../test/dashboard-browser.ts";
import { dashboardInstallation, OWNER, STRANGER, showToken } from "../test/dashboard-installation.ts";
import { eventually } from "../test/served.ts";
import { dataFolder } from "./data-folder.ts";
import { freshRecords } from "./demo/demo-records.ts";

const chromium = testBrowser();
const { it } = chromium;

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

/** The story's window at the page of its installation. */
interface Scene {
  readonly installed: Awaited<ReturnType<typeof dashboardInstallation>>;
  readonly url: string;
  readonly window: DashboardWindow;
}

const comesInByTheToken = async ({ window }: Scene): Promise<void> => {
  const { page, banner } = window;
  await page.getByRole("heading", { name: "Show your token" }).waitFor();
  await expectNoViolation(window);
  await showToken(window, "wrong");
  await page.getByText("The server does not take this token.").waitFor();
  await showToken(window);
  // 6: the page listens, and all is well.
  await page.getByText("The sheet is up to date").waitFor();
  expect(await banner.count()).toBe(0);
  await expectNoViolation(window);
};

const isToldOfThe403 = async ({ installed, url, window }: Scene): Promise<void> => {
  const { emulator, shown, sync, fill } = installed;
  // 1 to 5: a run meets a 403 after its first batch, and the status says so.
  await fill("school", 2_500);
  const before = emulator.calls.count(BATCH_UPDATE);
  emulator.faults.arm({ do: "delay", ms: 400 }, { on: BATCH_UPDATE, times: 2 });
  const { loads } = window;
  const running = sync(url);
  await eventually("the first batch", () => emulator.calls.count(BATCH_UPDATE) > before);
  emulator.people.unshare((await shown(url)).spreadsheetId, OWNER);
  // 7, 8: pushed by server-sent events, and rendered without a reload.
  const { isShown, at } = await window.bannerChange(1);
  await running;
  const { incidentSince, status, records } = await shown(url);
  expect([isShown, status, window.loads]).toEqual([true, "error", loads]);
  console.info(
    `node: the banner stands ${at - Date.parse(incidentSince ?? "")} ms after the run saw the 403`,
  );
  expect(await window.banner.textContent()).toContain(SENTENCE);
  expect([records.exported + records.waiting, records.waiting > 0]).toEqual([2_500, true]);
  await expectNoViolation(window);
};

/** 9: a consent that is denied, and one by a wrong account, change nothing and say so. */
const saysWhatIsWrongWithAConsent = async ({ installed, url, window }: Scene): Promise<void> => {
  const { incidentSince } = await installed.shown(url);
  const news = window.banner.getByRole("status");
  await (await window.reconnect()).cancelled(STRANGER);
  await news.getByText("You did not give consent at Google.").waitFor();
  const google = await window.reconnect();
  await google.choose(STRANGER);
  await google.allow();
  await news.getByText(`${STRANGER} may not edit this sheet, so nothing was changed.`).waitFor();
  const unchanged = { status: "error", accountEmail: OWNER, incidentSince };
  expect(await installed.shown(url)).toMatchObject(unchanged);
};

/** On a phone the window goes to Google itself, and comes back to the page. */
const worksOnAPhone = async (phone: DashboardWindow): Promise<void> => {
  await showToken(phone);
  await phone.banner.waitFor();
  expect([await phone.violations(), await phone.isWiderThanItsWindow()]).toEqual([[], false]);
  await (await phone.reconnectHere()).cancelled(STRANGER);
  await phone.page.getByText("You did not give consent at Google.").waitFor();
  await expectNoViolation(phone);
  expect(new URL(phone.page.url()).search).toBe("");
  await phone.page.getByRole("link", { name: "Back to the overview" }).click();
  await phone.banner.waitFor();
};

/** 9 to 12: by keyboard alone; the listener hides the banner, and the backlog goes onto the sheet once. */
const isHealed = async ({ installed, url, window }: Scene): Promise<void> => {
  const { emulator, shown, verified } = installed;
  emulator.people.share((await shown(url)).spreadsheetId, OWNER);
  const reloads = window.loads;
  const times = (await window.bannerTimes()).length;
  await (await window.reconnectByKeyboard()).allowByKeyboard(OWNER);
  expect(await window.bannerChange(times + 1)).toMatchObject({ isShown: false });
  await window.page.getByText(`Connected again with ${OWNER}.`).waitFor();
  await window.page.getByText("The sheet is up to date").waitFor();
  expect(window.loads).toBe(reloads);
  expect(await verified()).toMatchObject([{ rows: 2_500, missing: 0, duplicates: 0, backlog: 0 }]);
};

const isLight = async ({ url, window }: Scene): Promise<void> => {
  await window.page.goto(`${url}/integrations-overview`);
  await window.page.getByRole("link", { name: "school" }).first().waitFor();
  await expectNoViolation(window);
  await window.page.goto(`${url}/tenants/school`);
  await window.page.getByText("The sheet is up to date").waitFor();
  const vitals = await window.vitals();
  console.info(`node: ${JSON.stringify(vitals)}, ${window.checks} checks by axe`);
  expect(vitals.cumulativeLayoutShift).toBeLessThan(0.1);
  expect(vitals.gzipBytes).toBeLessThan(200_000);
  expect(window.complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
};

describe("the dashboard of an installation", () => {
  const browser = dashboardBrowser(chromium);

  it("tells of a 403 by itself, keeps the banner whatever one does, and lets an admin reconnect: seed 001, 1 to 12", async () => {
    const installed = await dashboardInstallation(10);
    const url = await installed.started(installed.serve());
    const window = await openWindow(browser(), `${url}/tenants/school`);
    const scene: Scene = { installed, url, window };
    await comesInByTheToken(scene);
    await isToldOfThe403(scene);
    await expectLastingBanner(window, `${url}/tenants/school`);
    await saysWhatIsWrongWithAConsent(scene);
    await worksOnAPhone(await openWindow(browser(), `${url}/tenants/school`, PHONE));
    await isHealed(scene);
    await isLight(scene);
  });

  it("shows a failure within a second of its being written: the median of 20", async () => {
    const { emulator, serve, started, shown, sync, data } = await dashboardInstallation(1);
    const url = await started(serve());
    const window = await openWindow(browser(), `${url}/tenants/school`);
    await showToken(window);
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
  });
});
