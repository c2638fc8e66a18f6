import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { ProblemReport } from "./problem-report.ts";

const fill = (report: ProblemReport, count: number): void => {
  for (let number = 1; number <= count; number += 1) report.add({ unit: "line", number }, "wrong");
};

it("shows ten problems and counts the rest", async () => {
  const shown: string[] = [];
  const report = new ProblemReport("a.csv", (line) => shown.push(line), undefined);
  fill(report, 12);
  await report.finish();
  expect(shown).toHaveLength(11);
  expect(shown[0]).toBe("a.csv, line 1: wrong");
  expect(shown.at(-1)).toBe("and 2 more; --report FILE writes all of them");
});

it("writes every problem to the report", async () => {
  const file = join(temporaryFolder(), "problems.txt");
  const report = new ProblemReport("a.csv", () => undefined, file);
  fill(report, 1_000);
  await report.finish();
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1_000);
});

it("says that the report cannot be written", async () => {
  const report = new ProblemReport("a.csv", () => undefined, "/nowhere/problems.txt");
  fill(report, 1);
  await expect(report.finish()).rejects.toThrow(
    "The report could not be written to /nowhere/problems.txt (ENOENT).",
  );
});
