import { expect } from "vitest";
import type { DashboardWindow } from "./dashboard-window.ts";

/** Nothing on the page as it stands is against WCAG 2.2 AA, in light and in dark. */
export const expectNoViolation = async (window: DashboardWindow): Promise<void> =>
  expect(await window.violations()).toEqual([]);

/**
 * Seed 001, step 8: the banner that stands cannot be dismissed, by no control, no key, no other page and no reload.
 *
 * `overview` is the address of the tenant's page, where the window ends. The newest run of the history must be the failed one.
 */
export const expectLastingBanner = async (window: DashboardWindow, overview: string): Promise<void> => {
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
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await banner.isVisible()).toBe(true);
    await expectNoViolation(window);
  }
  for (const path of ["", "/history", "/settings", "/link", "/set-aside"]) {
    await page.goto(`${overview}${path}`);
    await banner.waitFor();
  }
  await page.goto(`${overview}/history`);
  await page.locator("a.run").first().click();
  await page.getByText("Why it failed").waitFor();
  expect(await banner.isVisible()).toBe(true);
  await expectNoViolation(window);
  await page.goto(overview);
  await page.reload();
  await banner.waitFor();
};
