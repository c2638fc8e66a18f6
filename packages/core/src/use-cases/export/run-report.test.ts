import { expect, it } from "vitest";
import { failureOf, notBeforeOf } from "./run-report.ts";

const failure = { code: "sheet-full", message: "full" } as const;

it.each([
  [{ status: "drained" }, undefined, null],
  [{ status: "stopped" }, undefined, null],
  [{ status: "out-of-time" }, undefined, null],
  [{ status: "failed", failure }, failure, null],
  [
    { status: "deferred", until: 7 },
    { code: "no-answer", message: "A request was not answered; the next run settles it." },
    7,
  ],
  [{ status: "superseded" }, { code: "run-abandoned", message: "Another run took the link over." }, null],
] as const)("tells the history and the schedule how a run ended: %o", (ending, told, notBefore) => {
  expect(failureOf(ending)).toEqual(told);
  expect(notBeforeOf(ending)).toBe(notBefore);
});
