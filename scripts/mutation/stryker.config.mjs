import { mutationScope, SCOPE_VARIABLE } from "./mutation-scope.ts";

const { mutate, least, withStatic } = mutationScope();
const name = process.env[SCOPE_VARIABLE];

/** Where the report and what is known of the last run are kept. */
const cache = "node_modules/.cache/mutation";

export default {
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  // Not only the tests that import the file: much is noticed further up.
  vitest: { configFile: "scripts/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 10_000,
  ignorePatterns: [".stryker-tmp*"],
  mutate: [...mutate, "!**/*.test.ts", "!**/index.ts"],
  ignoreStatic: !withStatic,
  incremental: true,
  incrementalFile: `${cache}/${name}-incremental.json`,
  jsonReporter: { fileName: `${cache}/${name}.json` },
  reporters: ["progress-append-only", "json", "clear-text"],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  // Stryker would have TypeScript rewrite the paths in it, by an interface that TypeScript 7 does not have.
  tsconfigFile: "none",
  thresholds: { high: 100, low: least, break: least },
};
