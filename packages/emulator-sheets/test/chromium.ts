import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import type { TestContext } from "vitest";

const paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is on this machine; undefined where there is none. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM_PATH ?? "", ...paths].find((path) => path !== "" && existsSync(path));

/** For `beforeEach`: skips a test for want of a browser, and says so; continuous integration promises one, so there it fails. */
export const needsChromium =
  (executablePath: string | undefined) =>
  ({ skip }: TestContext): void => {
    if (executablePath !== undefined) return;
    const missing = `no Chromium at CHROMIUM_PATH, ${paths.join(", ")}`;
    const { CI: ci } = process.env;
    if (ci !== undefined && ci !== "" && ci !== "false") throw new Error(missing);
    skip(missing);
  };

/** A browser without a window, without a sandbox (which needs rights that a container has not) and without calls home. */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page of ours lives for seconds: fewer processes, and no compiling that would pay only later.
      "--in-process-gpu",
      "--process-per-site",
      "--js-flags=--max-opt=1",
    ],
  });
