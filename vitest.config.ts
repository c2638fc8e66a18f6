import { globSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { ClosingReporter } from "./scripts/closing-reporter.ts";
import { LongFirstSequencer } from "./scripts/long-first-sequencer.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/**
 * A tier is what a test needs: nothing, real services on this machine, or whole processes and a browser. The times are there to end
 * what hangs, on a machine however busy. What needs nothing needs no process of its own either.
 */
const tiers = [
  { suffix: "", files: "*.test.{ts,tsx}", timeoutMs: 30_000, pool: "threads" },
  { suffix: ":emulator", files: "*.emulator.test.ts", timeoutMs: 60_000, pool: "forks" },
  { suffix: ":e2e", files: "*.e2e.test.ts", timeoutMs: 120_000, pool: "forks" },
] as const;
const tierFiles = ["**/*.emulator.test.ts", "**/*.e2e.test.ts"];

/** A page's windows hear each other by `BroadcastChannel`, which reaches every thread of a process: two tests would talk. */
const speaksBetweenWindows = new Set(["dashboard"]);

/** One project a folder and tier (`core`, `runtime-node:e2e`), so that `--project` can name any of them. */
const projectsOf = (name: string, folder: string): TestProjectConfiguration[] =>
  tiers.flatMap(({ suffix, files, timeoutMs, pool }) => {
    const include = [`${folder}/**/${files}`];
    const exclude = ["**/node_modules/**", "**/dist/**", ...(suffix === "" ? tierFiles : [])];
    if (globSync(include, { cwd: root, exclude }).length === 0) return [];
    return [
      {
        test: {
          name: `${name}${suffix}`,
          root,
          include,
          exclude,
          environment: "node",
          pool: speaksBetweenWindows.has(name) ? "forks" : pool,
          // Our modules keep no state, and to load them anew for each file took an eighth of all time.
          isolate: false,
          testTimeout: timeoutMs,
          hookTimeout: timeoutMs,
        },
      },
    ];
  });

const packages = readdirSync(new URL("packages", import.meta.url));

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Vitest would leave a core to itself: one worker of two. Ours often wait for an emulator or another process.
    maxWorkers: availableParallelism() + 1,
    // A test depends on no other: those of a file come in an order that nobody chose, and `--sequence.seed=<n>` gives another.
    sequence: { sequencer: LongFirstSequencer, shuffle: { files: false, tests: true }, seed: 1 },
    reporters: ["default", new ClosingReporter()],
    // Hands out Google's emulators; starts none unless a test asks for one.
    globalSetup: ["packages/google-emulators/src/vitest/global-setup.ts"],
    projects: [
      ...packages.flatMap((name) => projectsOf(name, `packages/${name}`)),
      ...projectsOf("examples", "examples"),
      ...projectsOf("scripts", "scripts"),
    ],
  },
});
