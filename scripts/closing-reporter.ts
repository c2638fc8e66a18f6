import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Counts of a whole run. What failed outside a test (a file that does not load, a hook) counts as one failure. */
interface Tally {
  passed: number;
  failed: number;
  /** Skipped tests by the reason that they gave. */
  readonly skipped: Map<string, TestCase[]>;
}

/**
 * Closes a test run with what was skipped and why, and one plain line of counts.
 *
 * A test gives its reason by `context.skip("why")`; tests skipped for the same reason share a line.
 */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: new Map() };
    for (const module of modules) {
      tally.failed += module.errors().length;
      for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
      for (const test of module.children.allTests()) count(test, tally);
    }
    const skipped = [...tally.skipped.values()].flat().length;
    const lines = [...tally.skipped].map(([reason, tests]) => describeSkipped(reason, tests));
    const counts = `${tally.passed} passed, ${tally.failed} failed, ${skipped} skipped`;
    process.stdout.write(`${["", ...lines, counts].join("\n")}\n`);
  }
}

const count = (test: TestCase, tally: Tally): void => {
  const result = test.result();
  if (result.state === "passed") tally.passed += 1;
  else if (result.state === "skipped") {
    const reason = result.note ?? (setUpFailed(test) ? "its set-up failed" : "no reason given");
    tally.skipped.set(reason, [...(tally.skipped.get(reason) ?? []), test]);
  }
  // A test that is still pending was cut short with its run: not a pass.
  else tally.failed += 1;
};

/** Vitest calls the tests of a suite whose `beforeAll` threw skipped; the failure is the suite's. */
const setUpFailed = (test: TestCase): boolean => {
  let parent = test.parent;
  while (parent.type === "suite" && parent.errors().length === 0) parent = parent.parent;
  return parent.errors().length > 0;
};

const describeSkipped = (reason: string, tests: readonly TestCase[]): string => {
  const [first] = tests;
  const where = first === undefined ? "" : `${first.module.relativeModuleId} > ${first.fullName}`;
  const others = tests.length > 1 ? ` and ${tests.length - 1} more` : "";
  return `skipped (${reason}): ${where}${others}`;
};
