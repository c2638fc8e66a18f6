import { type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { findChromium, launchChromium, needsChromium } from "./chromium.ts";

export const owner = "ada@example.com";

/** What somebody with bad intentions writes into a cell, a title or a name. */
export const hostile = `<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">`;

const executablePath = findChromium();

/** Longer than a page needs to notice a change, on a busy machine too. */
export const eventually = <Value>(read: () => Value): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 15_000, interval: 30 });

/** An emulator with one spreadsheet, and a browser to look at it with. */
export interface PageBench {
  readonly emulator: SheetsEmulator;
  /** The spreadsheet's id. */
  readonly id: string;
  /** The path of the spreadsheet's page. */
  readonly sheetPath: string;
  /** What pages complained about, scripts that ran included. */
  readonly complaints: readonly string[];
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Appends one-celled rows to the first tab. */
  appendRows(...texts: string[]): void;
}

/** Sets up a bench for each test of the `describe` that calls it. Without a browser they are skipped, or fail where `CI` is set. */
export function pageBench(): () => PageBench {
  let browser: Browser;
  let bench: PageBench;
  beforeEach(needsChromium(executablePath));
  if (executablePath !== undefined) {
    beforeAll(async () => {
      browser = await launchChromium(executablePath);
    });
    afterAll(() => browser.close());
    beforeEach(async () => {
      bench = await newBench(browser);
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
      await bench.emulator.close();
    });
  }
  return () => bench;
}

async function newBench(browser: Browser): Promise<PageBench> {
  const emulator = await startSheetsEmulator({ seed: 5 });
  emulator.accounts.register(owner, "Ada");
  const id = emulator.people.createSpreadsheet(owner, `Register ${hostile}`);
  const complaints: string[] = [];
  return {
    emulator,
    id,
    sheetPath: `/spreadsheets/d/${id}/edit`,
    complaints,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1_280, height: 800 }, ...options });
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("dialog", (dialog) => {
        complaints.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      await page.goto(`${emulator.url}${path}`);
      return page;
    },
    appendRows(...texts) {
      const rows = texts.map((stringValue) => ({ values: [{ userEnteredValue: { stringValue } }] }));
      emulator.people.edit(id, [{ appendCells: { sheetId: 0, fields: "userEnteredValue", rows } }]);
    },
  };
}
