import {
  type LinkState,
  noCounts,
  PortFailure,
  type RunEnding,
  type RunReport,
  runId,
  tenantId,
} from "@attendance-export/core";
import { stateOf } from "@attendance-export/core/contract";
import { describe, expect, it } from "vitest";
import { openCloudLog } from "./logging/cloud-log.ts";
import { logRun } from "./run-summary.ts";

const tenant = tenantId("tenant-1");
const STARTED = 1_000_000;

const ran = (ending: RunEnding): RunReport => ({
  status: "ran",
  runId: runId("run-7"),
  ending,
  counts: { ...noCounts, exported: 12 },
  startedAt: STARTED,
  completedAt: STARTED + 1_500,
});

const failedBy = (code: "access-denied" | "no-answer" | "api-disabled") =>
  ran({ status: "failed", failure: { code, message: `it was ${code}` } });

/** The one line that the report leaves, with a link whose incident began then. */
const lineOf = async (report: RunReport, load: () => Promise<LinkState | undefined>) => {
  const lines: unknown[] = [];
  const log = openCloudLog({ write: (line) => lines.push(JSON.parse(line)) });
  await logRun(log, { load }, tenant, report);
  expect(lines).toHaveLength(1);
  return lines[0];
};

const incidentSince = (openedAt: number) => async () => {
  const { link } = stateOf(tenant);
  if (link.incident === null) throw new Error("the fixture has no incident");
  return stateOf(tenant, { link: { incident: { ...link.incident, openedAt } } });
};
const noLink = async (): Promise<undefined> => undefined;

describe("the line of a run", () => {
  it.each(["drained", "stopped", "out-of-time", "superseded"] as const)(
    "that ended %s is told with its counts",
    async (status) => {
      expect(await lineOf(ran({ status }), noLink)).toMatchObject({
        severity: "INFO",
        event: "run.finished",
        runId: "run-7",
        outcome: status,
        counts: { exported: 12 },
        durationMs: 1_500,
      });
    },
  );

  it("that begins an incident is an error", async () => {
    expect(await lineOf(failedBy("access-denied"), incidentSince(STARTED + 10))).toMatchObject({
      severity: "ERROR",
      event: "run.finished",
      outcome: "failed",
      code: "access-denied",
      blame: "link",
      incidentOpened: true,
      error: { code: "access-denied", message: "it was access-denied" },
    });
  });

  it("that fails in an incident that is known is a warning", async () => {
    expect(await lineOf(failedBy("access-denied"), incidentSince(STARTED - 10))).toMatchObject({
      severity: "WARNING",
      incidentOpened: false,
    });
  });

  it("that passes by itself is a warning", async () => {
    expect(await lineOf(failedBy("no-answer"), noLink)).toMatchObject({
      severity: "WARNING",
      blame: "provider",
    });
  });

  it("that operators must mend is an error each time", async () => {
    expect(await lineOf(failedBy("api-disabled"), noLink)).toMatchObject({
      severity: "ERROR",
      blame: "operator",
    });
  });

  it("is written although the link cannot be read any more", async () => {
    const away = () => Promise.reject(new PortFailure("store-unavailable", "away"));
    expect(await lineOf(failedBy("access-denied"), away)).toMatchObject({ severity: "WARNING" });
  });

  it("that did not begin says why", async () => {
    const busy: RunReport = { status: "busy", owner: runId("run-6"), until: STARTED };
    expect(await lineOf(busy, noLink)).toMatchObject({ event: "run.not-begun", outcome: "busy" });
    expect(await lineOf({ status: "unlinked" }, noLink)).toMatchObject({
      severity: "WARNING",
      event: "run.not-begun",
      outcome: "unlinked",
    });
  });
});
