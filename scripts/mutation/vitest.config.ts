import { defineConfig } from "vitest/config";
import { mutationScope } from "./mutation-scope.ts";
import { NearestFirstSequencer } from "./nearest-first-sequencer.ts";

export default defineConfig({
  test: {
    include: [...mutationScope().tests],
    exclude: [
      "**/node_modules/**",
      "**/*.emulator.test.ts",
      "**/*.e2e.test.ts",
      // Growth and worst cases, by thousands of links.
      "packages/core/src/use-cases/dispatch-cost.test.ts",
    ],
    environment: "node",
    // One worker for all files: to start one for each took four fifths of the time.
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: NearestFirstSequencer },
    setupFiles: ["scripts/mutation/fixed-seed.ts"],
    testTimeout: 30_000,
  },
});
