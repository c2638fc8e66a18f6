import { describe, expect, it } from "vitest";
import { dies, ExportBench, nameOf, noAnswer, TAB, TENANT } from "../../../test/export-bench.ts";
import { sheetTemplate } from "../../model/template.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;

describe("two runs at once", () => {
  it("does not plan what it read ahead once another run has gone on with the backlog", async () => {
    const bench = new ExportBench({ maxRows: 2 });
    const file = await bench.linked(6);
    const slow = bench.worker();
    // The other run's clock is an hour ahead, so to it the lease has lapsed.
    bench.meter.rightBefore("attendance.markExported", async () => {
      bench.clock.pass(3_600_000);
      await bench.run();
      bench.clock.pass(-3_600_000);
    });
    await slow.execute(request);
    expect(bench.rowsOf(file)).toEqual([1, 2, 3, 4, 5, 6].map(nameOf));
  });

  it("does not plan what it read before another run settled an orphan of the sheet", async () => {
    const bench = new ExportBench({ maxRows: 2 });
    const home = bench.sheet("home");
    const away = bench.sheet("away");
    await bench.link(home);
    await bench.approve("r001", "r002");
    // The rows land, the answer is lost, and the process dies with it.
    bench.meter.rightBefore("receipts.read", dies);
    bench.service.interruptNext({ moment: "after", failure: noAnswer });
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    await bench.link(away);
    await bench.approve("a001", "a002");
    bench.clock.pass(600_000);
    bench.meter.rightBefore("attendance.markExported", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    await bench.link(home);
    bench.clock.pass(600_000);
    // To another run, whose clock is an hour ahead, the lease has lapsed: it settles the orphan meanwhile.
    bench.meter.rightAfter("attendance.backlog", async () => {
      bench.clock.pass(3_600_000);
      await bench.run();
      bench.clock.pass(-3_600_000);
    });
    await bench.worker().execute(request);
    expect(bench.rowsOf(home)).toEqual(["r001", "r002"]);
  });

  it("writes no row in the columns of a link that the admin has replaced meanwhile", async () => {
    const bench = new ExportBench({ maxRows: 2 });
    const old = await bench.linked(4);
    const fresh = bench.sheet("fresh");
    const template = sheetTemplate([{ header: "Only the record", source: "record.id", type: "text" }]);
    bench.meter.rightAfter("attendance.markExported", () => bench.link(fresh, { template }));
    await bench.run();
    await bench.run();
    expect(bench.rowsOf(old)).toEqual(["r001", "r002"]);
    expect(fresh.tab(TAB)?.rows.slice(1)).toEqual([["r003"], ["r004"]]);
  });
});
