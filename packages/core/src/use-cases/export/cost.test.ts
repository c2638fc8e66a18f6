import { describe, expect, it } from "vitest";
import { dies, ExportBench, noAnswer, TENANT } from "../../../test/export-bench.ts";

const costOf = async (records: number): Promise<Readonly<Record<string, number>>> => {
  const bench = new ExportBench({ maxRows: 10 });
  await bench.linked(records);
  await bench.run();
  return bench.meter.counts;
};

describe("what an export costs", () => {
  it("is, for a run with nothing to do, the lease, a look at the backlog and a row of the history", async () => {
    expect(await costOf(0)).toEqual({
      "ledger.transact": 3,
      "runs.begin": 1,
      "runs.finish": 1,
      "attendance.quarantine": 1,
      "attendance.backlog": 1,
    });
  });

  it("is, for a batch without a fault, 1 append, 0 reads of the sheet, 3 transactions and 1 mark", async () => {
    const none = await costOf(0);
    expect(await costOf(10)).toEqual({
      ...none,
      "ledger.transact": (none["ledger.transact"] ?? 0) + 3,
      "sink.append": 1,
      "attendance.markExported": 1,
    });
  });

  it("grows by the same for every further batch, and the backlog is read by the page", async () => {
    const one = await costOf(10);
    expect(await costOf(50)).toEqual({
      ...one,
      "ledger.transact": (one["ledger.transact"] ?? 0) + 4 * 3,
      "sink.append": 5,
      "attendance.markExported": 5,
    });
  });

  it("is, for a batch resumed after a lost answer, 1 refused write and 1 read more", async () => {
    const bench = new ExportBench();
    await bench.linked(3);
    // The rows land, and the process dies before it hears of it.
    bench.service.interruptNext({ moment: "after", failure: noAnswer });
    bench.meter.rightBefore("receipts.read", dies);
    await expect(bench.worker().execute({ tenantId: TENANT, trigger: "schedule" })).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    bench.meter.reset();
    await bench.run();
    expect(bench.meter.counts).toMatchObject({
      "sink.append": 1,
      "receipts.read": 1,
      "attendance.markExported": 1,
      "ledger.frozenRows": 1,
    });
  });

  it("is, for a batch that is on the sheet for certain, its marks alone", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(3);
    bench.meter.rightBefore("attendance.markExported", dies);
    await expect(bench.worker().execute({ tenantId: TENANT, trigger: "schedule" })).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    bench.meter.reset();
    await bench.run();
    expect(bench.exported).toEqual(bench.rowsOf(file));
    expect(bench.meter.counts).toMatchObject({ "attendance.markExported": 1 });
    expect(bench.meter.calls.filter((call) => /^(sink|receipts)/.test(call))).toEqual([]);
  });

  it("is, for the first run after one that died, its row of the history more", async () => {
    const usual = await costOf(0);
    const bench = new ExportBench();
    await bench.linked(0);
    bench.meter.rightBefore("attendance.backlog", dies);
    await expect(bench.worker().execute({ tenantId: TENANT, trigger: "schedule" })).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    bench.meter.reset();
    await bench.run();
    expect(bench.meter.counts).toEqual({
      ...usual,
      "runs.find": 1,
      "runs.finish": (usual["runs.finish"] ?? 0) + 1,
    });
  });

  it("is no look at the sheet where something was written, however long nothing was", async () => {
    const bench = new ExportBench();
    await bench.linked(0);
    await bench.run();
    bench.clock.pass(90 * 86_400_000);
    await bench.approve("r001");
    await bench.run();
    expect(bench.meter.counts["sink.probe"]).toBeUndefined();
  });

  it("is the same when the store runs each transaction again", async () => {
    const bench = new ExportBench({ maxRows: 10 }, true);
    await bench.linked(25);
    const { counts } = await bench.run();
    expect(counts).toEqual({ exported: 25, batches: 3, quarantined: 0 });
    expect(bench.meter.counts["sink.append"]).toBe(3);
  });
});
