import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { answers } from "./kept-process.ts";
import { testEmulator } from "./vitest/test-emulator.ts";

const { host, describe, it } = await testEmulator("firestore");

describe("an emulator that was started here", () => {
  it("answers at the address it was given", async () => {
    expect(await answers(host)).toBe(true);
  });

  it("does not outlive whoever started it, even one that was killed", async () => {
    const starter = spawn(process.execPath, [fileURLToPath(new URL("../test/starter.ts", import.meta.url))], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(starter.stdout, "data")) as [Buffer];
    const started = line.toString().trim();
    expect(await answers(started)).toBe(true);
    starter.kill("SIGKILL");
    await expect.poll(() => answers(started), { timeout: 10_000 }).toBe(false);
  });
});
