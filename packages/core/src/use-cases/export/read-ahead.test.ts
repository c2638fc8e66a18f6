import { describe, expect, it } from "vitest";
import { ExportBench, nameOf } from "../../../test/export-bench.ts";
import { recordId } from "../../model/ids.ts";
import { estimateRowBytes } from "../../protocol/request-size.ts";

const broken = (id: string) => ({ id: recordId(id), fields: { hours: "seven" } });
const names = (count: number) => Array.from({ length: count }, (_, index) => nameOf(index + 1));

describe("the backlog", () => {
  it("is read by the page, each record once, for batches that are larger than one", async () => {
    const bench = new ExportBench({ maxRows: 150 });
    const file = await bench.linked(370);
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(names(370));
    expect(bench.meter.counts).toMatchObject({
      "sink.append": 3,
      "attendance.backlog": 3,
      "attendance.quarantine": 1,
    });
  });

  it("is gone on with behind the page that was read, where some of it could not be used", async () => {
    const bench = new ExportBench({ maxRows: 100, quarantineLimit: 100 });
    const file = await bench.linked(0);
    await bench.put(...Array.from({ length: 50 }, (_, index) => broken(`a${nameOf(index)}`)));
    await bench.approve(...names(150));
    expect((await bench.run()).counts).toEqual({ exported: 150, batches: 2, quarantined: 50 });
    expect(bench.rowsOf(file)).toEqual(names(150));
  });

  it("is read no further than the batch needs", async () => {
    for (const maxRows of [10, 100]) {
      const bench = new ExportBench({ maxRows, maxBatches: 1 });
      const file = await bench.linked(150);
      await bench.run();
      expect(bench.rowsOf(file)).toHaveLength(maxRows);
      expect(bench.meter.counts["attendance.backlog"]).toBe(1);
    }
  });

  it("fills a request to its last byte", async () => {
    const [first, second] = ["r001", "r002"].map((id) => estimateRowBytes([id, "Ada", null]));
    const bench = new ExportBench({ maxRequestBytes: (first ?? 0) + (second ?? 0) });
    await bench.linked(4);
    await bench.run();
    expect(bench.meter.counts["sink.append"]).toBe(2);
  });
});

describe("a quarantine", () => {
  it("is read whole, so that nothing in it is tried again", async () => {
    const bench = new ExportBench({ quarantineLimit: 5 });
    await bench.linked(0);
    await bench.put(...names(4).map(broken));
    await bench.run();
    bench.meter.reset();
    expect((await bench.run()).counts.quarantined).toBe(0);
    expect(bench.meter.counts["attendance.setAside"]).toBeUndefined();
  });

  it("holds as many as it may, and not one more, whenever they came", async () => {
    const bench = new ExportBench({ quarantineLimit: 2 });
    await bench.linked(0);
    await bench.put(broken("r001"), broken("r002"));
    expect((await bench.run()).counts.quarantined).toBe(2);
    expect(bench.state.link.status).toBe("active");
    await bench.put(broken("r003"));
    expect((await bench.run()).ending).toEqual({
      status: "failed",
      failure: {
        code: "quarantine-full",
        message: "Column “Hours”: a number is wanted, and this is text",
      },
    });
    expect(bench.setAside).toEqual(["r001", "r002"]);
  });
});
