import { openWindow, testBrowser } from "@attendance-export/dashboard-driver/vitest";
import { describe, expect } from "vitest";
import { dashboardBrowser } from "../test/dashboard-browser.ts";
import { dashboardInstallation, showToken } from "../test/dashboard-installation.ts";
import { writePast } from "../test/past-runs.ts";
import { dataFolder } from "./data-folder.ts";

const chromium = testBrowser();
const { it } = chromium;

describe("the dashboard over the days", () => {
  const browser = dashboardBrowser(chromium);

  it("says that its server is away, keeps what it knew, and is current again by itself", async () => {
    const { serve, started, fill } = await dashboardInstallation(10);
    const first = serve();
    const url = await started(first);
    const window = await openWindow(browser(), `${url}/tenants/school`);
    const { page } = window;
    await showToken(window);
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
  });

  it("stays quick with 10,000 runs in its history", async () => {
    const { serve, started, data, shown } = await dashboardInstallation(1);
    await writePast(dataFolder(data).storeFile);
    const url = await started(serve());
    expect((await shown(url)).records.exported).toBe(1);
    const window = await openWindow(browser(), url);
    const { page } = window;
    await showToken(window);
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
  });
});
