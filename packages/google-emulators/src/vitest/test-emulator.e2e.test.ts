import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** A run of tests that need an emulator, where the environment names one that does not exist. */
const runWithout = (ci: string | undefined): { readonly status: number | null; readonly printed: string } => {
  const { CI: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...(ci === undefined ? {} : { CI: ci }),
    FIRESTORE_EMULATOR_HOST: "127.0.0.1:1",
  };
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    "google-emulators:emulator",
    "kept-process",
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  return { status, printed: `${stdout}${stderr}` };
};

const reason = "no firestore emulator: FIRESTORE_EMULATOR_HOST is 127.0.0.1:1, and nobody answers there";

describe("tests that need an emulator, where there is none", () => {
  it("are listed as not run, with the reason", () => {
    const { status, printed } = runWithout(undefined);
    expect(printed).toContain(
      `skipped (${reason}): packages/google-emulators/src/kept-process.emulator.test.ts`,
    );
    expect(printed).toContain("0 passed, 0 failed, 2 skipped");
    expect(status).toBe(0);
  });

  it("fail in continuous integration", () => {
    const { status, printed } = runWithout("true");
    expect(printed).toContain(reason);
    expect(printed).toContain("0 passed, 2 failed, 0 skipped");
    expect(status).toBe(1);
  });
});
