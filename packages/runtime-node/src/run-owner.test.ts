import { spawnSync } from "node:child_process";
import { runId } from "@attendance-export/core";
import { expect, it } from "vitest";
import { isOfDeadProcess, runIdOfThisProcess } from "./run-owner.ts";

const mine = runIdOfThisProcess("abc");
const withPid = (pid: number) => runId(mine.replace(`_${process.pid}_`, `_${pid}_`));

it("takes nothing from a process that lives", () => {
  expect(isOfDeadProcess(withPid(process.ppid), () => false)).toBe(false);
});

it("sees that a process of this host has died", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(isOfDeadProcess(withPid(pid), () => false)).toBe(true);
});

it("tells its own runs from those of an earlier process with its number", () => {
  expect(isOfDeadProcess(mine, () => true)).toBe(false);
  expect(isOfDeadProcess(mine, () => false)).toBe(true);
});

it("knows nothing of other hosts and of ids that others made", () => {
  expect(isOfDeadProcess(runId("run_00000000_1_abc"), () => false)).toBe(false);
  expect(isOfDeadProcess(runId("f81d4fae7dec11d0"), () => false)).toBe(false);
});
