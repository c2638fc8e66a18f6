import { describe, expect, it } from "vitest";
import { ExportBench, nameOf, TENANT } from "../../../test/export-bench.ts";
import { recordId } from "../../model/ids.ts";

const broken = (id: string) => ({ id: recordId(id), fields: { hours: "seven" } });

describe("a record that cannot be rendered", () => {
  it("is set aside before it can spoil a batch, and says which column is wrong", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    await bench.put(broken("r003"));
    expect((await bench.run()).counts).toEqual({ exported: 2, batches: 1, quarantined: 1 });
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
    expect(bench.meter.counts).toMatchObject({ "sink.append": 1 });
    expect(bench.meter.counts["receipts.void"]).toBeUndefined();
    expect(bench.database.tenant(TENANT).quarantine.get(recordId("r003"))).toMatchObject({
      revision: 1,
      reason: "Column “Hours”: a number is wanted, and this is text",
    });
  });

  it("is not looked at again until it is edited", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(0);
    await bench.put(broken("r001"));
    await bench.run();
    bench.meter.reset();
    expect((await bench.run()).counts.quarantined).toBe(0);
    expect(bench.meter.counts["attendance.setAside"]).toBeUndefined();
    await bench.put({ ...broken("r001"), fields: { hours: 7 } });
    expect((await bench.run()).counts.exported).toBe(1);
    expect(bench.rowsOf(file)).toEqual(["r001"]);
  });

  it("does not hide the records behind it, however many there are", async () => {
    const bench = new ExportBench({ quarantineLimit: 500 });
    const file = await bench.linked(0);
    await bench.put(...Array.from({ length: 350 }, (_, index) => broken(nameOf(index))));
    await bench.approve("z1", "z2");
    expect((await bench.run()).counts).toEqual({ exported: 2, batches: 1, quarantined: 350 });
    expect(bench.rowsOf(file)).toEqual(["z1", "z2"]);
  });
});

describe("a full quarantine", () => {
  const full = async () => {
    const bench = new ExportBench({ quarantineLimit: 3 });
    const file = await bench.linked(0);
    const all = [1, 2, 3, 4].map((number) => broken(nameOf(number)));
    await bench.put(...all);
    return { bench, file, all };
  };

  it("is the link's fault: it is flagged, its admins are told, and no record is touched", async () => {
    const { bench } = await full();
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "quarantine-full" } });
    expect(bench.state.link).toMatchObject({ status: "error", errorCode: "quarantine-full" });
    expect(bench.setAside).toEqual([]);
    expect(bench.notifier.told).toHaveLength(1);
  });

  it("heals by itself once the column is mended", async () => {
    const { bench, file, all } = await full();
    await bench.run();
    await bench.put(...all.map(({ id }) => ({ id, fields: { hours: 1 } })));
    expect((await bench.run()).counts.exported).toBe(4);
    expect(bench.state.link).toMatchObject({ status: "active", incident: null });
    expect(bench.rowsOf(file)).toHaveLength(4);
  });

  it("forgets records that were mended and exported since", async () => {
    const bench = new ExportBench({ quarantineLimit: 3 });
    const file = await bench.linked(0);
    for (let round = 0; round < 4; round++) {
      const ids = [1, 2].map((number) => recordId(`r${round}-${number}`));
      await bench.put(...ids.map((id) => broken(id)));
      await bench.run();
      expect(bench.setAside).toHaveLength(2);
      await bench.put(...ids.map((id) => ({ id, fields: { hours: round } })));
      await bench.run();
      expect(bench.setAside).toEqual([]);
    }
    expect(bench.state.link.status).toBe("active");
    expect(bench.rowsOf(file)).toHaveLength(8);
  });

  it("does not count records that were rejected since", async () => {
    const bench = new ExportBench({ quarantineLimit: 3 });
    await bench.linked(0);
    for (let round = 0; round < 4; round++) {
      const ids = [1, 2].map((number) => recordId(`r${round}-${number}`));
      await bench.put(...ids.map((id) => broken(id)));
      await bench.run();
      await bench.put(...ids.map((id) => ({ id, status: "rejected" as const })));
      await bench.run();
    }
    expect(bench.state.link.status).toBe("active");
    expect(bench.setAside).toHaveLength(8);
  });
});
