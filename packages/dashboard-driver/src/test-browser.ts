import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { it, type TestContext } from "vitest";

export type { Browser };

type Body = (context: TestContext) => unknown;

export interface TestBrowser {
  /** Why there is none. */
  readonly missing: string | undefined;
  /** Like vitest's, but without a browser the test is listed as not run with the reason, or fails where `CI` is set. */
  readonly it: (name: string, body: Body, timeoutMs?: number) => void;
  /** What that `it` does, for a test that comes by other ways: ends it where there is no browser. */
  needed(context: TestContext): void;
  /** The caller closes it. Rejects where there is none. */
  launch(): Promise<Browser>;
}

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium for tests: without a window, without a sandbox (which needs rights that a container has not) and without calls home. */
export const testBrowser = (): TestBrowser => {
  const named = process.env.CHROMIUM_PATH ?? "";
  // One that is named and is not there is not passed over: it was meant to be used.
  const places = named === "" ? usual : [named];
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath !== undefined)
    return {
      missing: undefined,
      it: (...test) => it(...test),
      needed: () => undefined,
      launch: () => launch(executablePath),
    };
  const missing = `no Chromium at ${places.join(", ")}; CHROMIUM_PATH may name one`;
  return {
    missing,
    it: (name) => it(name, (context) => refuse(context, missing)),
    needed: (context) => refuse(context, missing),
    launch: () => Promise.reject(new Error(missing)),
  };
};

const launch = (executablePath: string): Promise<Browser> =>
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

/** Continuous integration promises that everything was tried, so there a missing browser is a failure. */
const refuse = (context: TestContext, missing: string): void => {
  const ci = process.env.CI;
  if (ci !== undefined && ci !== "" && ci !== "false") throw new Error(missing);
  context.skip(missing);
};
