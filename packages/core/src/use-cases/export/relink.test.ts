import { describe, expect, it } from "vitest";
import { dies, ExportBench, noAnswer, TENANT } from "../../../test/export-bench.ts";
import type { MemorySpreadsheet } from "../../memory/memory-spreadsheet.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;

/** Linked to `home`, whose only batch is open when the tenant moves `away`. */
const moved = async (moment: "before" | "after" | "late") => {
  const bench = new ExportBench();
  const home = bench.sheet("home");
  const away = bench.sheet("away");
  await bench.link(home);
  await bench.approve("r001", "r002");
  bench.service.interruptNext({ moment, failure: noAnswer });
  bench.meter.rightBefore("receipts.read", dies);
  await expect(bench.worker().execute(request)).rejects.toThrow("dies");
  await bench.link(away);
  bench.clock.pass(600_000);
  return { bench, home, away };
};

const back = async (bench: ExportBench, home: MemorySpreadsheet): Promise<void> => {
  await bench.link(home);
  bench.clock.pass(600_000);
};

describe("moving to another sheet and back", () => {
  it("leaves an open batch behind and exports its records to the new sheet", async () => {
    const { bench, home, away } = await moved("before");
    expect(bench.state.ledger.orphans).toHaveLength(1);
    await bench.run();
    expect(bench.rowsOf(away)).toEqual(["r001", "r002"]);
    expect(bench.rowsOf(home)).toEqual([]);
    expect(bench.state.ledger.orphans).toHaveLength(1);
  });

  it("finds the rows that came on the old sheet, and repeats none of them", async () => {
    const { bench, home } = await moved("after");
    await back(bench, home);
    expect((await bench.run()).counts).toEqual({ exported: 2, batches: 1, quarantined: 0 });
    expect(bench.rowsOf(home)).toEqual(["r001", "r002"]);
    expect(bench.exported).toEqual(["r001", "r002"]);
    expect(bench.state.ledger.orphans).toEqual([]);
  });

  it("keeps rows that are still under way off the old sheet before anything is planned there", async () => {
    const { bench, home } = await moved("late");
    await back(bench, home);
    bench.meter.rightBefore("sink.append", () => bench.service.land());
    await bench.run();
    expect(bench.rowsOf(home)).toEqual(["r001", "r002"]);
    expect([...bench.database.tenant(TENANT).closed.values()].map(({ outcome }) => outcome)).toEqual([
      "void",
      "confirmed",
    ]);
  });

  it("sets no record aside for a batch that was only left behind, and does not halve", async () => {
    const { bench, home } = await moved("before");
    await back(bench, home);
    await bench.run();
    expect(bench.setAside).toEqual([]);
    expect(bench.state.ledger.batchLimit).toBe(bench.policy.maxRows);
  });

  it("sets no record aside for a batch that was left behind while its run slept", async () => {
    const bench = new ExportBench();
    const home = bench.sheet("home");
    const away = bench.sheet("away");
    await bench.link(home);
    await bench.approve("r001");
    bench.meter.rightBefore("sink.append", async () => {
      await bench.link(away);
      await bench.link(home);
      bench.clock.pass(600_000);
      bench.meter.rightAfter("receipts.void", dies);
      await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    });
    await bench.run();
    expect(bench.setAside).toEqual([]);
    bench.clock.pass(600_000);
    await bench.run();
    expect(bench.rowsOf(home)).toEqual(["r001"]);
  });

  it("does not mark a record a second time that was exported on the way", async () => {
    const { bench, home, away } = await moved("after");
    await bench.run();
    const marks = bench.database.tenant(TENANT).records.all();
    await back(bench, home);
    await bench.run();
    expect(bench.database.tenant(TENANT).records.all()).toEqual(marks);
    expect(bench.rowsOf(away)).toEqual(["r001", "r002"]);
    expect(bench.rowsOf(home)).toEqual(["r001", "r002"]);
  });

  it("marks the records of a batch that was on the old sheet for certain, without a write", async () => {
    const bench = new ExportBench();
    const home = bench.sheet("home");
    const away = bench.sheet("away");
    await bench.link(home);
    await bench.approve("r001");
    bench.meter.rightBefore("attendance.markExported", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    await bench.link(away);
    bench.clock.pass(600_000);
    await bench.run();
    expect(bench.exported).toEqual(["r001"]);
    expect(bench.rowsOf(away)).toEqual([]);
  });

  it("settles every orphan of the sheet, one after the other, before it plans", async () => {
    const { bench, home, away } = await moved("after");
    await bench.link(home);
    // A second one is left behind before the first is settled.
    bench.meter.rightBefore("receipts.void", dies);
    bench.clock.pass(600_000);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    await bench.link(away);
    await back(bench, home);
    await bench.run();
    expect(bench.rowsOf(home)).toEqual(["r001", "r002"]);
    expect(bench.state.ledger).toMatchObject({ open: null, orphans: [] });
  });

  it("lets a run that began before the move end without harm", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    const home = bench.sheet("home");
    const away = bench.sheet("away");
    await bench.link(home);
    await bench.approve("r001", "r002");
    bench.meter.rightAfter("sink.append", () => bench.link(away));
    await bench.run();
    await bench.run();
    expect(bench.rowsOf(home)).toEqual(["r001"]);
    expect(bench.rowsOf(away)).toEqual(["r001", "r002"]);
    expect(bench.exported).toEqual(["r001", "r002"]);
  });

  it("lets a run end whose link is taken away in the middle", async () => {
    const bench = new ExportBench({ maxRows: 1 });
    await bench.linked(2);
    bench.meter.rightBefore("attendance.backlog", () => {
      const { link, ledger } = bench.state;
      bench.database.tenant(TENANT).state = { link: { ...link, status: "unlinked" }, ledger };
    });
    expect((await bench.run()).ending).toEqual({ status: "superseded" });
  });
});
