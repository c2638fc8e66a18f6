import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Counts of a whole run. A file that does not load, and an error outside any test, count as failures. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const noReason = "no reason given";

/**
 * Closes a test run with what was skipped and why, and one plain line of counts.
 *
 * A test gives its reason by `context.skip("why")`; tests skipped for the same reason share a line.
 */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: 0 };
    const reasons = new Map<string, TestCase[]>();
    for (const module of modules) {
      tally.failed += module.errors().length;
      for (const test of module.children.allTests()) count(test, tally, reasons);
    }
    const lines = [...reasons].map(([reason, tests]) => describeSkipped(reason, tests));
    const counts = `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
    process.stdout.write(`${["", ...lines, counts].join("\n")}\n`);
  }
}

const count = (test: TestCase, tally: Tally, reasons: Map<string, TestCase[]>): void => {
  const result = test.result();
  // A test that never ran (an earlier hook failed, or the run was cut short) is pending: not a pass.
  if (result.state === "passed") tally.passed += 1;
  else if (result.state === "skipped") {
    tally.skipped += 1;
    const reason = result.note ?? noReason;
    reasons.set(reason, [...(reasons.get(reason) ?? []), test]);
  } else tally.failed += 1;
};

const describeSkipped = (reason: string, tests: readonly TestCase[]): string => {
  const [first] = tests;
  const where = first === undefined ? "" : `${first.module.relativeModuleId} > ${first.fullName}`;
  const others = tests.length > 1 ? ` and ${tests.length - 1} more` : "";
  return `skipped (${reason}): ${where}${others}`;
};
