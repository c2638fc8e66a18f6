import type { Browser } from "playwright-core";
import { onTestFinished } from "vitest";
import { DashboardWindow, type WindowOptions } from "./dashboard-window.ts";

/** A window of the test that runs, which it does not outlive; if the test fails, what stood there is printed. */
export const openWindow = async (
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
