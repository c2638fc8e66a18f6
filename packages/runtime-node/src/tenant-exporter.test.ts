import { spawnSync } from "node:child_process";
import { beginRun, defaultExportPolicy, PortFailure, runId, tenantId } from "@attendance-export/core";
import { expect, it } from "vitest";
import { memoryInstallation, school } from "../test/memory-installation.ts";
import { runIdOfThisProcess } from "./run-owner.ts";
import { TenantExporter } from "./tenant-exporter.ts";

const never = (): boolean => false;
const { leaseMs } = defaultExportPolicy;

it("exports until nothing is left", async () => {
  const { installation } = await memoryInstallation(25, { maxRows: 10 });
  expect(await new TenantExporter(installation).execute(school, never)).toMatchObject({
    status: "ran",
    ending: { status: "drained" },
    counts: { exported: 25, batches: 3 },
    runs: 1,
  });
});

it("begins another run where one had not the time for everything, and adds up what they did", async () => {
  const { installation } = await memoryInstallation(25, { maxRows: 10, maxBatches: 1 });
  expect(await new TenantExporter(installation).execute(school, never)).toMatchObject({
    ending: { status: "drained" },
    counts: { exported: 25, batches: 3 },
    runs: 4,
  });
});

it("stops between two runs", async () => {
  const { installation } = await memoryInstallation(25, { maxRows: 10, maxBatches: 1 });
  let asked = 0;
  const result = await new TenantExporter(installation).execute(school, () => ++asked > 1);
  expect(result).toMatchObject({ counts: { batches: 1 }, runs: 1 });
});

it("knows a tenant without a link", async () => {
  const { installation } = await memoryInstallation(0);
  const nobody = tenantId("nobody");
  expect(await new TenantExporter(installation).execute(nobody, never)).toEqual({ status: "unlinked" });
});

it("waits for no dead process, and leaves the lease of a living one alone", async () => {
  const { installation, clock } = await memoryInstallation(5);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const dead = runId(runIdOfThisProcess("x").replace(`_${process.pid}_`, `_${pid}_`));
  await installation.ledger.transact(
    school,
    beginRun({ runId: dead, now: clock.now(), leaseMs }, () => null),
  );
  const exporter = new TenantExporter(installation);
  expect(await exporter.execute(school, never)).toMatchObject({ status: "ran", counts: { exported: 5 } });

  const elsewhere = runId("run_00000000_1_x");
  await installation.ledger.transact(
    school,
    beginRun({ runId: elsewhere, now: clock.now(), leaseMs }, () => null),
  );
  expect(await exporter.execute(school, never)).toEqual({ status: "busy", until: clock.now() + leaseMs });
});

it("goes on after an unanswered request once the wait is over, and only if it was told to wait", async () => {
  const { installation, google, clock } = await memoryInstallation(5);
  const lost = { moment: "before", failure: new PortFailure("no-answer", "Nobody answered.") } as const;
  google.interruptNext(lost);
  const exporter = new TenantExporter(installation);
  expect(await exporter.execute(school, never)).toMatchObject({ ending: { status: "deferred" } });
  const waited: number[] = [];
  const result = await exporter.execute(school, never, async (until) => {
    waited.push(until);
    await clock.advance(until - clock.now());
  });
  expect(waited).toHaveLength(1);
  expect(result).toMatchObject({ ending: { status: "drained" }, counts: { exported: 5 }, runs: 2 });
});
