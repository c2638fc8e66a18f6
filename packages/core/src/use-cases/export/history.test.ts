import { describe, expect, it } from "vitest";
import { dies, ExportBench, TENANT } from "../../../test/export-bench.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import { runId } from "../../model/ids.ts";
import type { SyncRun } from "../../model/sync-run.ts";

const request = { tenantId: TENANT, trigger: "manual" } as const;
const rowsOf = (bench: ExportBench): readonly SyncRun[] => [...bench.database.tenant(TENANT).runs.values()];

describe("the history", () => {
  it("has a row of every run that began, from its first moment", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    const file = await bench.linked(2);
    bench.meter.rightBefore("sink.append", () => {
      expect(rowsOf(bench)).toMatchObject([{ status: "running", completedAt: null }]);
    });
    const { runId: id, startedAt, completedAt } = await bench.run({ trigger: "manual" });
    expect(rowsOf(bench)).toEqual([
      {
        runId: id,
        tenantId: TENANT,
        trigger: "manual",
        spreadsheetId: file.spreadsheetId,
        startedAt,
        completedAt,
        status: "completed",
        counts: { exported: 2, batches: 2, quarantined: 0 },
        errorCode: null,
        errorMessage: null,
      },
    ]);
  });

  it("says why a run failed, and what it had exported before", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    await bench.linked(2);
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("sheet-full", "full") }, 1);
    await bench.run();
    expect(rowsOf(bench)).toMatchObject([
      {
        status: "failed",
        errorCode: "sheet-full",
        errorMessage: "full",
        counts: { exported: 1, batches: 1, quarantined: 0 },
      },
    ]);
  });

  it("calls a run failed that has to wait for a late answer", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.service.interruptNext({ moment: "late", failure: new PortFailure("no-answer", "lost") });
    await bench.run();
    expect(rowsOf(bench)).toMatchObject([{ status: "failed", errorCode: "no-answer" }]);
  });

  it("does not say for ever that a run is running whose process died", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.meter.rightBefore("sink.append", dies);
    await expect(bench.worker().execute({ ...request, runId: runId("run-dead") })).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    await bench.run({ runId: runId("run-next") });
    expect(rowsOf(bench)).toMatchObject([
      { runId: "run-dead", status: "failed", errorCode: "run-abandoned" },
      { runId: "run-next", status: "completed" },
    ]);
  });

  it("gets a row of a run that died before it could write its own", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.meter.rightBefore("runs.begin", dies);
    await expect(bench.worker().execute({ ...request, runId: runId("run-dead") })).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    await bench.run();
    expect(rowsOf(bench).find(({ runId: id }) => id === "run-dead")).toMatchObject({ status: "failed" });
  });

  it("keeps the ghosts of a run that died while closing them", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    for (const [id, at] of [
      ["run-a", "sink.append"],
      ["run-b", "runs.finish"],
    ] as const) {
      bench.meter.rightBefore(at, dies);
      await expect(bench.worker().execute({ ...request, runId: runId(id) })).rejects.toThrow("dies");
      bench.clock.pass(600_000);
    }
    await bench.run();
    expect(rowsOf(bench).filter(({ status }) => status === "running")).toEqual([]);
  });

  it("keeps the row before it gives the lease back, so that a crash in between leaves none running", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.meter.rightAfter("runs.finish", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    expect(rowsOf(bench)).toMatchObject([{ status: "completed", counts: { exported: 1 } }]);
    bench.clock.pass(600_000);
    await bench.run();
    expect(rowsOf(bench).map(({ status }) => status)).toEqual(["completed", "completed"]);
  });

  it("counts a batch once, though two runs settled it", async () => {
    const bench = new ExportBench();
    await bench.linked(3);
    bench.meter.rightBefore("attendance.markExported", async () => {
      bench.clock.pass(bench.policy.leaseMs);
      await bench.run();
      bench.clock.pass(-bench.policy.leaseMs);
    });
    await bench.run();
    const exported = rowsOf(bench).map(({ counts }) => counts.exported);
    expect(exported.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(bench.exported).toHaveLength(3);
  });

  it("counts a batch for the run that closed it, though the store's answer was lost and it was asked again", async () => {
    const bench = new ExportBench({}, true);
    await bench.linked(3);
    expect((await bench.run()).counts).toEqual({ exported: 3, batches: 1, quarantined: 0 });
  });
});
