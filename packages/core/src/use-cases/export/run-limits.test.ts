import { describe, expect, it } from "vitest";
import { dies, ExportBench, nameOf, TENANT } from "../../../test/export-bench.ts";
import { PoisonedSink } from "../../../test/poisoned-sink.ts";
import { letterOf } from "../../contract/export-queue-contract.ts";
import { recordId, runId } from "../../model/ids.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;

describe("a run's time", () => {
  it("is over before a write begins that could not be awaited", async () => {
    const bench = new ExportBench({ maxRows: 1, runBudgetMs: 400_000, writeMs: 180_000 });
    const file = await bench.linked(5);
    const slow = (): void => {
      bench.clock.pass(100_000);
      if (file.marks.length < 3) bench.meter.rightBefore("sink.append", slow);
    };
    bench.meter.rightBefore("sink.append", slow);
    expect((await bench.run()).ending).toEqual({ status: "out-of-time" });
    expect(bench.rowsOf(file)).toEqual([1, 2, 3].map(nameOf));
    expect(bench.state.ledger.open).toBeNull();
    expect(bench.state.link).toMatchObject({ lastSyncStatus: "Success" });
  });

  it("is over before a void receipt that could not be awaited; the next run writes it", async () => {
    const bench = new ExportBench({ runBudgetMs: 400_000, writeMs: 180_000 });
    await bench.linked(1);
    const sink = bench.meter.on("sink", new PoisonedSink(bench.service, ["r001"]));
    bench.meter.rightBefore("sink.append", () => bench.clock.pass(250_000));
    const report = await bench.worker({ sink }).execute(request);
    expect(report).toMatchObject({ ending: { status: "out-of-time" } });
    expect(bench.meter.counts["receipts.void"]).toBeUndefined();
    expect(bench.state.ledger.open).toMatchObject({ giveUp: "content" });
    bench.clock.pass(600_000);
    await bench.worker({ sink }).execute(request);
    expect(bench.setAside).toEqual(["r001"]);
  });

  it("is over before rows are sent again under moved receipts", async () => {
    const bench = new ExportBench({ runBudgetMs: 400_000, writeMs: 180_000 });
    const file = await bench.linked(1);
    file.write([{ mark: { id: bench.state.ledger.receiptBase + 1, key: "zz", value: "a stranger" } }]);
    bench.meter.rightBefore("sink.append", () => bench.clock.pass(250_000));
    expect((await bench.run()).ending).toEqual({ status: "out-of-time" });
    expect(bench.meter.counts["sink.append"]).toBe(1);
    bench.clock.pass(600_000);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });

  it("is limited in batches too", async () => {
    const bench = new ExportBench({ maxRows: 1, maxBatches: 2 });
    const file = await bench.linked(5);
    expect((await bench.run()).ending).toEqual({ status: "out-of-time" });
    expect(bench.rowsOf(file)).toHaveLength(2);
  });

  it("makes the link due at once if backlog is left over", async () => {
    const bench = new ExportBench({ maxRows: 1, maxBatches: 2 });
    await bench.linked(5);
    await bench.run();
    expect(bench.state.link.polling.nextPollAt).toBe(bench.clock.now());
  });

  it("ends between two batches when it is asked to stop", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    const file = await bench.linked(5);
    const { ending } = await bench.run({ stop: () => file.marks.length >= 2 });
    expect(ending).toEqual({ status: "stopped" });
    expect(bench.state.link.polling.nextPollAt).toBe(bench.clock.now());
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
    expect(bench.exported).toEqual([1, 2].map(nameOf));
    expect(bench.state.ledger).toMatchObject({ open: null, lease: null });
  });
});

describe("a batch", () => {
  it("takes as many rows as the policy allows, in the order of days and ids", async () => {
    const bench = new ExportBench({ maxRows: 3 });
    const file = await bench.linked(7);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual([1, 2, 3, 4, 5, 6, 7].map(nameOf));
    expect(bench.database.tenant(TENANT).closed.size).toBe(3);
  });

  it("takes as many bytes as a request may have, and one row however large it is", async () => {
    const bench = new ExportBench({ maxRequestBytes: 1_000 });
    const file = await bench.linked(0);
    const member = { id: "m", name: "x".repeat(2_000) };
    await bench.put({ id: recordId("a"), member }, { id: recordId("b"), member });
    await bench.approve("c", "d", "e");
    await bench.run();
    expect([...bench.database.tenant(TENANT).closed.values()].map(({ size }) => size)).toEqual([1, 1, 3]);
    expect(bench.rowsOf(file)).toEqual(["a", "b", "c", "d", "e"]);
  });
});

describe("a record's mark", () => {
  it("has the time at which its row was on the sheet, not that of the plan", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    const planned = bench.clock.now();
    bench.meter.rightBefore("sink.append", () => bench.clock.pass(5_000));
    await bench.run();
    const [stored] = bench.database.tenant(TENANT).records.all();
    expect(stored?.mark?.exportedAt).toBe(planned + 5_000);
  });
});

describe("a dead letter that waits", () => {
  it("is handed over before the work of the run after one that died", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    const { link, ledger } = bench.state;
    const letter = letterOf("letter-1", { tenantId: TENANT });
    const lease = { owner: runId("run-dead"), until: bench.clock.now(), ghosts: [] };
    bench.database.tenant(TENANT).state = { link, ledger: { ...ledger, lease, deadLetters: [letter] } };
    bench.meter.rightBefore("attendance.backlog", () => {
      expect(bench.queue.buried).toEqual([letter]);
    });
    await bench.run();
    expect(bench.state.ledger.deadLetters).toEqual([]);
  });
});

describe("a run that may not begin", () => {
  it("finds no link and leaves no trace", async () => {
    const bench = new ExportBench();
    expect(await bench.worker().execute(request)).toEqual({ status: "unlinked" });
    expect(bench.database.tenant(TENANT).runs.size).toBe(0);
  });

  it("finds the link busy and leaves no trace", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    let second: unknown;
    bench.meter.rightBefore("sink.append", async () => {
      second = await bench.worker().execute(request);
    });
    const first = await bench.run({ runId: runId("run-first") });
    expect(second).toEqual({
      status: "busy",
      owner: "run-first",
      until: first.startedAt + bench.policy.leaseMs,
    });
    expect([...bench.database.tenant(TENANT).runs.keys()]).toEqual(["run-first"]);
  });

  it("rejects where the store itself fails, and the next run goes on", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    bench.database.trouble = { code: "store-unavailable", when: "before" };
    await expect(bench.worker().execute(request)).rejects.toMatchObject({ code: "store-unavailable" });
    bench.database.trouble = undefined;
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });
});

describe("a run that loses its lease", () => {
  it("plans nothing more and leaves the lease to whom it belongs", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    const file = await bench.linked(2);
    // The process sleeps past its lease, and another one begins and dies at once.
    bench.meter.rightAfter("attendance.markExported", async () => {
      bench.clock.pass(bench.policy.leaseMs);
      bench.meter.rightBefore("attendance.backlog", dies);
      await expect(bench.worker().execute({ ...request, runId: runId("run-thief") })).rejects.toThrow("dies");
      bench.clock.pass(-bench.policy.leaseMs);
    });
    const report = await bench.run({ runId: runId("run-slow") });
    expect(report.ending).toEqual({ status: "superseded" });
    expect(bench.state.ledger.lease?.owner).toBe("run-thief");
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });
});
