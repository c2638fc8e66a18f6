import { describe, expect, it } from "vitest";
import { BASE, dies, ExportBench, nameOf, noAnswer, TENANT } from "../../../test/export-bench.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import type { MemorySpreadsheet } from "../../memory/memory-spreadsheet.ts";
import { DAY_MS } from "../../model/time.ts";
import { rowsMark } from "../../protocol/receipt-mark.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;
const stranger = { key: "zz", value: "a stranger" };

describe("a batch's receipt", () => {
  it("comes on the sheet with the rows, under the link's base and the batch's number", async () => {
    const bench = new ExportBench({ maxRows: 2 });
    const file = await bench.linked(3);
    await bench.run();
    expect(file.marks.map(({ id }) => id)).toEqual([BASE + 1, BASE + 2]);
    const closed = [...bench.database.tenant(TENANT).closed.values()];
    expect(file.marks.map(({ key, value }) => ({ key, value }))).toEqual(
      closed.map(({ receipt }) => rowsMark(receipt)),
    );
  });

  it("moves to fresh ids where a stranger's mark is in the way, and the rows come once", async () => {
    const bench = new ExportBench({ maxRows: 2 });
    const file = await bench.linked(4);
    file.write([{ mark: { id: BASE + 1, ...stranger } }]);
    expect((await bench.run()).counts).toEqual({ exported: 4, batches: 2, quarantined: 0 });
    expect(bench.rowsOf(file)).toEqual([1, 2, 3, 4].map(nameOf));
    const base = bench.state.ledger.receiptBase;
    expect(base).not.toBe(BASE);
    expect(file.marks.map(({ id }) => id).sort()).toEqual([BASE + 1, base + 1, base + 2].sort());
    expect(file.mark(BASE + 1)).toEqual({ id: BASE + 1, ...stranger });
  });

  it("moves also where the void receipt meets a stranger", async () => {
    const bench = new ExportBench({ inconclusiveSends: 1 });
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("provider-error", "500") });
    await bench.run();
    file.write([{ mark: { id: BASE + 1, ...stranger } }]);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
  });

  it("stops the run where strangers are in the way five times in a row", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    // Whatever id it draws, a stranger was there first.
    const block = (): void => {
      const id = bench.state.ledger.receiptBase + 1;
      if (file.mark(id) === undefined) file.write([{ mark: { id, ...stranger } }]);
      bench.meter.rightBefore("sink.append", block);
    };
    bench.meter.rightBefore("sink.append", block);
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "sheet-diverged" } });
    expect(bench.meter.counts["sink.append"]).toBe(5);
    expect(bench.rowsOf(file)).toEqual([]);
  });

  it("of another batch of this link stops the tenant: the ledger went back in time", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    const { fingerprint } = bench.state.ledger;
    file.write([{ mark: { id: BASE + 1, key: "ae", value: `${fingerprint}anotherbatch` } }]);
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "sheet-diverged" } });
    expect(bench.rowsOf(file)).toEqual([]);
    expect(bench.state.link.status).toBe("active");
    expect(bench.state.ledger.open).toMatchObject({ state: "planned" });
  });

  it("of the very batch is recognised after the store went back in time", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    const { state } = bench.database.tenant(TENANT);
    await bench.run();
    const tenant = bench.database.tenant(TENANT);
    tenant.state = state;
    for (const { record } of tenant.records.all()) tenant.records.set({ record, mark: null });
    expect((await bench.run()).counts.exported).toBe(2);
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
  });

  it("is in use and not visible yet: nothing is concluded, and the next run looks again", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    bench.service.interruptNext({ moment: "after", failure: new PortFailure("provider-error", "500") });
    await bench.run();
    const [mark] = file.marks;
    if (mark === undefined) throw new Error("no receipt");
    // Reads lag behind: the mark is refused and cannot be seen.
    bench.meter.rightBefore("receipts.read", () => file.removeMarks([mark.id]));
    bench.meter.rightAfter("receipts.read", () => file.write([{ mark }]));
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "receipt-not-visible" } });
    expect(bench.state.ledger.open).toMatchObject({ giveUp: null, inconclusive: 1 });
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001"]);
    expect(bench.exported).toEqual(["r001"]);
  });
});

describe("old receipts", () => {
  const grown = async (): Promise<{ bench: ExportBench; file: MemorySpreadsheet }> => {
    const bench = new ExportBench({ maxRows: 1, receiptsKept: 60 });
    const file = await bench.linked(250);
    await bench.run();
    return { bench, file };
  };

  it("are removed once they are a week old, but for the newest", async () => {
    const { bench, file } = await grown();
    expect(file.marks).toHaveLength(250);
    bench.clock.pass(7 * DAY_MS + 1);
    await bench.run();
    expect(file.marks.map(({ id }) => id)).toEqual(
      Array.from({ length: 100 }, (_, index) => BASE + 151 + index),
    );
    expect(bench.state.ledger).toMatchObject({ prunedThrough: 150 });
    bench.meter.reset();
    await bench.run();
    expect(bench.meter.counts["receipts.prune"]).toBeUndefined();
  });

  it("stay for a week", async () => {
    const { bench, file } = await grown();
    bench.clock.pass(7 * DAY_MS - 1);
    await bench.run();
    expect(file.marks).toHaveLength(250);
  });

  it("can wait: a failure fails no export, and the next run removes them", async () => {
    const { bench, file } = await grown();
    bench.clock.pass(8 * DAY_MS);
    bench.service.interruptNext({ moment: "before", failure: noAnswer });
    expect((await bench.run()).ending).toEqual({ status: "drained" });
    expect(bench.state.ledger.prunedThrough).toBe(0);
    await bench.run();
    expect(file.marks).toHaveLength(100);
  });

  it("are noted as removed after they are, so that a crash leaves none behind", async () => {
    const { bench, file } = await grown();
    bench.clock.pass(8 * DAY_MS);
    bench.meter.rightBefore("receipts.prune", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    expect(bench.state.ledger.prunedThrough).toBe(0);
    bench.clock.pass(600_000);
    await bench.run();
    expect(file.marks).toHaveLength(100);
  });
});
