import { buildDashboard } from "@attendance-export/dashboard/build";
import type { Browser, TestBrowser } from "@attendance-export/dashboard-driver/vitest";
import { afterAll, beforeAll } from "vitest";

/** For use inside `describe`: one browser for its tests, with the page built. Nothing is done where there is no browser. */
export const dashboardBrowser = ({ launch, missing }: TestBrowser): (() => Browser) => {
  let browser: Browser;
  beforeAll(async () => {
    if (missing === undefined) [browser] = await Promise.all([launch(), buildDashboard()]);
  });
  afterAll(() => browser?.close());
  return () => browser;
};
