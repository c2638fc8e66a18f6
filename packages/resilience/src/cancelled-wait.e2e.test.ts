import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, it } from "vitest";

const run = promisify(execFile);
const retrying = new URL("./retrying.ts", import.meta.url).href;

/** A process with nothing else to do, whose only call fails and is to be repeated after `waitMs`. */
const script = (waitMs: number, cancelAfterMs: number | undefined): string => `
  import { retrying } from ${JSON.stringify(retrying)};
  const controller = new AbortController();
  let attempts = 0;
  const attempt = async () => { attempts += 1; throw new Error("fails"); };
  const plan = { retries: 1, waitAfter: () => ${waitMs}, interrupted: controller.signal };
  ${cancelAfterMs === undefined ? "" : `setTimeout(() => controller.abort(), ${cancelAfterMs});`}
  await retrying(attempt, plan).catch((failure) => console.log(failure.message, attempts));
`;

const outputOf = async (source: string): Promise<string> =>
  (await run(process.execPath, ["--input-type=module", "--eval", source], { timeout: 20_000 })).stdout.trim();

describe("a process in a back-off", () => {
  it("ends as soon as the run is cancelled, though the wait would have taken a minute", async () => {
    assert.equal(await outputOf(script(60_000, 50)), "fails 1");
  });

  it("stays alive until the wait is over when nobody cancels", async () => {
    assert.equal(await outputOf(script(300, undefined)), "fails 2");
  });
});
