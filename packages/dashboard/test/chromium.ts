import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import type { TestContext } from "vitest";

const paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const places = [process.env.CHROMIUM_PATH ?? "", ...paths].filter((path) => path !== "");
const missing = `no Chromium at CHROMIUM_PATH or ${paths.join(", ")}`;

/** A browser without a window; undefined where there is none on this machine. */
export const launchChromium = async (): Promise<Browser | undefined> => {
  const executablePath = places.find((path) => existsSync(path));
  if (executablePath === undefined) return undefined;
  return chromium.launch({
    executablePath,
    // A sandbox needs rights that a container has not.
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-sync",
    ],
  });
};

/** Lists the test as not run, with the reason, where there is no browser; continuous integration has one, so there it fails. */
export const needed = (browser: Browser | undefined, context: TestContext): Browser => {
  if (browser !== undefined) return browser;
  const ci = process.env.CI;
  if (ci !== undefined && ci !== "" && ci !== "false") throw new Error(missing);
  return context.skip(missing);
};
