import { describe, expect, it } from "vitest";
import { dies, ExportBench, nameOf, TENANT } from "../../../test/export-bench.ts";
import { PoisonedSink } from "../../../test/poisoned-sink.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import { runId } from "../../model/ids.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;
const HOUR = 3_600_000;

/** Another run does all the work meanwhile: its clock is an hour ahead, so to it the lease has lapsed. */
const another = (bench: ExportBench) => async (): Promise<void> => {
  bench.clock.pass(HOUR);
  await bench.run();
  bench.clock.pass(-HOUR);
};

/** A batch that a run planned and did not send. */
const left = async (records: number) => {
  const bench = new ExportBench({ maxRows: 2 });
  const file = await bench.linked(records);
  bench.meter.rightBefore("sink.append", dies);
  await expect(bench.worker().execute(request)).rejects.toThrow("dies");
  bench.clock.pass(HOUR);
  return { bench, file };
};

describe("a batch that another run settles meanwhile", () => {
  it("is left to it by whoever has its rows and was about to send them", async () => {
    const { bench, file } = await left(2);
    bench.meter.rightAfter("ledger.frozenRows", another(bench));
    expect(await bench.run()).toMatchObject({
      ending: { status: "drained" },
      counts: { exported: 0, batches: 0, quarantined: 0 },
    });
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
  });

  it("has no rows any more for whoever comes to fetch them", async () => {
    const { bench, file } = await left(2);
    bench.meter.rightBefore("ledger.frozenRows", another(bench));
    expect((await bench.run()).counts).toEqual({ exported: 0, batches: 0, quarantined: 0 });
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
    expect(bench.meter.counts["sink.append"]).toBe(2);
  });

  it.each(["content-refused", "refused-unknown"] as const)(
    "is not given up by whoever was refused before: %s",
    async (code) => {
      const bench = new ExportBench();
      const file = await bench.linked(1);
      const sink = new PoisonedSink(bench.service, ["r001"], code);
      bench.meter.rightAfter("receipts.read", another(bench));
      await bench.worker({ sink: bench.meter.on("sink", sink) }).execute(request);
      expect(bench.rowsOf(file)).toEqual(["r001"]);
      expect(bench.setAside).toEqual([]);
      expect(bench.meter.counts["receipts.void"]).toBeUndefined();
    },
  );

  it("is waited for where its sender's own answer left everything open", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("provider-error", "500") });
    // The run has begun and planned; the third transaction would note the answer.
    bench.meter.rightBefore("ledger.transact", another(bench), 2);
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "provider-error" } });
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });

  it("is taken up from the ledger, though another run planned the very same one", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.meter.rightAfter("attendance.backlog", async () => {
      bench.meter.rightBefore("sink.append", dies);
      bench.clock.pass(HOUR);
      await expect(bench.worker().execute(request)).rejects.toThrow("dies");
      bench.clock.pass(-HOUR);
    });
    // Its request may still be under way, so nothing is sent now.
    expect((await bench.run()).ending).toMatchObject({ status: "deferred" });
    expect(bench.meter.counts).toMatchObject({ "ledger.frozenRows": 1, "sink.append": 1 });
    bench.clock.pass(2 * HOUR);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
  });

  it("is not taken for one's own under the same run's name, with other rows in it", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    const twice = { ...request, runId: runId("run-asked-for-twice") };
    bench.meter.rightAfter("attendance.backlog", async () => {
      await bench.approve("r000");
      bench.meter.rightBefore("sink.append", dies);
      await expect(bench.worker().execute(twice)).rejects.toThrow("dies");
    });
    expect(await bench.worker().execute(twice)).toMatchObject({ ending: { status: "deferred" } });
    expect(bench.meter.counts).toMatchObject({ "ledger.frozenRows": 1, "sink.append": 1 });
    bench.clock.pass(HOUR);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r000", "r001", "r002"]);
    expect(bench.exported).toEqual(["r000", "r001", "r002"]);
  });

  it("is not planned on a link that somebody flagged since the backlog was read", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.meter.rightAfter("attendance.backlog", () => {
      const { link, ledger } = bench.state;
      const flagged = { ...link, status: "error", errorCode: "sheet-full" } as const;
      bench.database.tenant(TENANT).state = { link: flagged, ledger };
    });
    expect((await bench.run()).ending).toEqual({ status: "superseded" });
    expect(bench.meter.counts["sink.append"]).toBeUndefined();
  });

  it("ends a run whose link is gone from the store, and is no failure of anybody's", async () => {
    for (const call of ["attendance.markExported", "attendance.backlog", "sink.probe"] as const) {
      const bench = new ExportBench();
      await bench.linked(1);
      if (call === "sink.probe") {
        bench.withdraw("access-denied");
        bench.meter.rightBefore(call, () => bench.restore());
      }
      bench.meter.rightAfter(call, () => {
        bench.database.tenant(TENANT).state = undefined;
      });
      expect(await bench.worker().execute(request)).toMatchObject({ ending: { status: "superseded" } });
    }
  });
});
