import { describe, expect, it } from "vitest";
import { dies, ExportBench, nameOf, TENANT } from "../../../test/export-bench.ts";
import { PoisonedSink } from "../../../test/poisoned-sink.ts";

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

  it("ends a run whose link is gone from the store, and is no failure of anybody's", async () => {
    for (const call of ["attendance.markExported", "sink.probe"] as const) {
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
