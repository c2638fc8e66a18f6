import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The programs behind `npm run …` that take options. */
const programs = {
  bench: "packages/proof/bench/main.ts",
  crash: "packages/proof/scripts/crash.ts",
  model: "packages/proof/scripts/model.ts",
  months: "packages/proof/scripts/months.ts",
  mutate: "scripts/mutate.ts",
  scale: "packages/proof/scripts/scale.ts",
  simulate: "packages/core/scripts/simulate.ts",
  strategies: "packages/proof/scripts/strategies.ts",
};

const run = (...args: readonly string[]): Promise<{ code: unknown; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out, err });
    });
  });

describe("a command of the workshop", () => {
  it.each(Object.entries(programs))(
    "%s explains itself, and what is wrong with an option",
    async (name, file) => {
      const [help, wrong] = await Promise.all([run(file, "--help"), run(file, "--nonsense")]);
      expect(help).toMatchObject({ code: 0, out: expect.stringContaining(`npm run ${name} --`), err: "" });
      expect(wrong.code).toBeGreaterThan(0);
      expect(wrong).toMatchObject({ out: "", err: expect.stringMatching(/unknown option '--nonsense'/i) });
      expect(wrong.err).not.toContain("    at ");
    },
  );
});
