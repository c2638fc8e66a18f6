import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is on this machine; undefined, after saying so, where there is none. */
export function findChromium(): string | undefined {
  const found = [process.env.CHROMIUM_PATH ?? "", ...paths].find((path) => path !== "" && existsSync(path));
  if (found === undefined) {
    console.log(`The tests of the pages are skipped: no Chromium at CHROMIUM_PATH, ${paths.join(", ")}.`);
  }
  return found;
}

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
