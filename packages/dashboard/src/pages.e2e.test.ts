import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, testBrowser } from "@attendance-export/dashboard-driver/vitest";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../preview/scenario.ts";
import { scenarios } from "../preview/scenarios.ts";
import { buildPreview, type PageServer, servePage } from "../test/page-server.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA, and what axe-core thinks wise beyond it. */
const EVERYTHING = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** What alone is another in the dark. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const { launch, missing, needed } = testBrowser();
let browser: Browser | undefined;
let server: PageServer | undefined;
let light: BrowserContext;

beforeAll(async () => {
  if (missing !== undefined) return;
  [browser, server] = await Promise.all([launch(), buildPreview().then(servePage)]);
  light = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1_280, height: 800 } });
  // From the very beginning, or the first shifts are missed.
  await light.addInitScript(() => {
    const moved = { score: 0 };
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        moved.score += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Pages that are not looked at now: a new one costs more than everything that is asked of it. */
const idle: Page[] = [];

/** A page in a state, once everything stands. */
const show = async (name: string): Promise<Page> => {
  const page = idle.pop() ?? (await light.newPage());
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.goto(`${server?.url}/?state=${name}`);
  const { settles } = scenarios[name] as Scenario;
  await page.waitForSelector(settles ?? "h1:not(:has(.ghost))");
  await page.waitForFunction(() => document.fonts.status === "loaded");
  return page;
};

const violations = async (page: Page, runOnly: object): Promise<readonly string[]> => {
  const results = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ["violations"] })})`,
  )) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** What reaches beyond the edge of the window. */
const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** Cumulative layout shift, in hundredths: 10 is what search engines still call good, and the font's coming is 0. */
const shift = (page: Page): Promise<number> =>
  page.evaluate(() => Math.round(100 * (globalThis as unknown as { moved: { score: number } }).moved.score));

describe.concurrent("every state of every page", () => {
  it.for(Object.keys(scenarios))(
    "%s: nothing against it, light and dark, nothing moves, fits 360 px",
    async (name, context) => {
      needed(context);
      const page = await show(name);
      const moved = await shift(page);
      for (const details of await page.locator("details").all())
        await details.evaluate((element) => element.setAttribute("open", ""));
      await page.evaluate(axe);
      const found = {
        moved,
        light: await violations(page, EVERYTHING),
        dark: [] as readonly string[],
        wide: [] as readonly string[],
      };
      await page.emulateMedia({ colorScheme: "dark" });
      found.dark = await violations(page, COLOURS);
      await page.setViewportSize({ width: 360, height: 780 });
      found.wide = await tooWide(page);
      idle.push(page);
      expect(found).toEqual({ moved: 0, light: [], dark: [], wide: [] });
    },
  );
});
