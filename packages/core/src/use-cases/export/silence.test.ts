import { describe, expect, it } from "vitest";
import { ExportBench, nameOf, noAnswer, START } from "../../../test/export-bench.ts";
import { PortFailure } from "../../failures/port-failure.ts";

const LATE_MS = 300_000;
const MINUTE = 60_000;
const serverError = new PortFailure("provider-error", "500");

describe("a request without an answer", () => {
  it("is followed by a look at the receipt, which finds the rows", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "after", failure: noAnswer });
    const { ending, counts } = await bench.run();
    expect(ending).toEqual({ status: "drained" });
    expect(counts).toEqual({ exported: 2, batches: 1, quarantined: 0 });
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
    expect(bench.meter.counts).toMatchObject({ "sink.append": 1, "receipts.read": 1 });
  });

  it("may still take effect, so nobody sends again before that time is over", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "late", failure: noAnswer });
    const { ending } = await bench.run();
    expect(ending).toEqual({ status: "deferred", until: START + LATE_MS });
    expect(bench.state.ledger.open).toMatchObject({ inconclusive: 1, unansweredSince: START });

    bench.clock.pass(LATE_MS - 1);
    bench.meter.reset();
    expect((await bench.run()).ending).toEqual({ status: "deferred", until: START + LATE_MS });
    expect(bench.meter.counts["sink.append"]).toBeUndefined();
    expect(bench.meter.counts["receipts.read"]).toBe(1);
    expect(bench.rowsOf(file)).toEqual([]);
  });

  it("is found by the next run if it took effect meanwhile, without a write", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "late", failure: noAnswer });
    await bench.run();
    bench.service.land();
    bench.clock.pass(MINUTE);
    bench.meter.reset();
    expect((await bench.run()).ending).toEqual({ status: "drained" });
    expect(bench.meter.counts["sink.append"]).toBeUndefined();
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
  });

  it("is sent again, byte for byte, once it can no longer take effect; if it does all the same, it is refused", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "late", failure: noAnswer });
    await bench.run();
    const { receipt } = bench.state.ledger.open ?? {};
    bench.clock.pass(LATE_MS);
    expect((await bench.run()).ending).toEqual({ status: "drained" });
    bench.service.land();
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
    expect(file.marks.map(({ id }) => id)).toEqual([receipt?.id]);
  });

  it("defers the run also where the void receipt was not answered", async () => {
    const bench = new ExportBench({ inconclusiveSends: 1 });
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "before", failure: serverError });
    await bench.run();
    expect(bench.state.ledger.open?.giveUp).toBe("unanswered");
    bench.service.interruptNext({ moment: "late", failure: noAnswer });
    expect((await bench.run()).ending).toMatchObject({ status: "deferred" });
    bench.service.land();
    bench.clock.pass(MINUTE);
    expect((await bench.run()).counts).toEqual({ exported: 2, batches: 2, quarantined: 0 });
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
  });
});

describe("an answer that leaves the outcome open", () => {
  it("lets the next run send the same bytes at once, and the receipt tells", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    bench.service.interruptNext({ moment: "after", failure: serverError });
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "provider-error" } });
    expect(bench.state.ledger.open).toMatchObject({ inconclusive: 1, unansweredSince: null });
    expect((await bench.run()).ending).toEqual({ status: "drained" });
    expect(bench.rowsOf(file)).toEqual([1, 2].map(nameOf));
    expect(bench.meter.counts).toMatchObject({ "sink.append": 2, "receipts.read": 1 });
  });

  it("gives a batch up after five of them, and its halves go through", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(4);
    for (let run = 0; run < 5; run++) {
      bench.service.interruptNext({ moment: "before", failure: serverError });
      await bench.run();
    }
    expect(bench.state.ledger.open).toMatchObject({ inconclusive: 5, giveUp: "unanswered" });
    bench.meter.reset();
    expect((await bench.run()).counts).toEqual({ exported: 4, batches: 2, quarantined: 0 });
    expect(bench.meter.counts).toMatchObject({ "receipts.void": 1, "sink.append": 2 });
    expect(bench.rowsOf(file)).toEqual([1, 2, 3, 4].map(nameOf));
  });

  it("sets no record aside for an outage, however long it lasts", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    for (let run = 0; run < 20; run++) {
      for (let request = 0; request < 5; request++)
        bench.service.interruptNext({ moment: "before", failure: serverError });
      await bench.run();
      bench.service.calm();
    }
    await bench.run();
    expect(bench.setAside).toEqual([]);
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });

  it("sets a record aside over which the service fails while it takes a void receipt", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    for (let run = 0; run < 5; run++) {
      bench.service.interruptNext({ moment: "before", failure: serverError });
      await bench.run();
    }
    expect(bench.setAside).toEqual(["r001"]);
    expect(bench.rowsOf(file)).toEqual([]);
    expect(bench.state.ledger.open).toBeNull();
  });
});
