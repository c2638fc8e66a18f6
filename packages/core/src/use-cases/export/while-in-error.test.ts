import { describe, expect, it } from "vitest";
import { ExportBench, TAB } from "../../../test/export-bench.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import { recordId } from "../../model/ids.ts";

/** A link in error, because its access was withdrawn. */
const withdrawn = async () => {
  const bench = new ExportBench();
  const file = await bench.linked(2);
  bench.withdraw();
  await bench.run();
  bench.meter.reset();
  return { bench, file };
};

describe("a link in error", () => {
  it("is only looked at, with one cheap read a run", async () => {
    const { bench } = await withdrawn();
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "access-revoked" } });
    expect(bench.meter.counts["sink.probe"]).toBe(1);
    expect(bench.meter.counts["sink.append"]).toBeUndefined();
    expect(bench.meter.counts["attendance.backlog"]).toBeUndefined();
  });

  it("is healed by a look that finds it well, without a click, and the backlog drains at once", async () => {
    const { bench, file } = await withdrawn();
    bench.restore();
    expect((await bench.run()).counts.exported).toBe(2);
    expect(bench.state.link).toMatchObject({ status: "active", errorCode: null, incident: null });
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
    expect(bench.notifier.told.map(({ notice }) => notice.kind)).toEqual(["link-failed", "link-healed"]);
  });

  it("is trusted as soon as a read works, before anything is written", async () => {
    const { bench } = await withdrawn();
    bench.restore();
    bench.meter.rightBefore("sink.append", () => {
      expect(bench.state.link).toMatchObject({ status: "active", errorCode: null });
      expect(bench.state.link.incident).not.toBeNull();
    });
    await bench.run();
    expect(bench.meter.counts["sink.append"]).toBe(1);
  });

  it("is healed by a good run though nobody remembers its incident", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    const { link, ledger } = bench.state;
    const flagged = { ...link, status: "error", errorCode: "sheet-full", incident: null } as const;
    bench.database.tenant(link.tenantId).state = { link: flagged, ledger };
    expect((await bench.run()).counts.exported).toBe(1);
    expect(bench.state.link).toMatchObject({ status: "active", errorCode: null });
  });

  it("is not looked at twice for what is known of it", async () => {
    const bench = new ExportBench();
    await bench.linked(1);
    bench.withdraw("access-denied");
    await bench.run();
    bench.meter.reset();
    const before = bench.clock.now();
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "access-denied" } });
    expect(bench.meter.counts["sink.probe"]).toBe(1);
    expect(bench.clock.now()).toBe(before);
  });

  it("stays in error for this run where a new denial has passed at the second look", async () => {
    const { bench } = await withdrawn();
    bench.restore();
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("access-denied", "403") });
    expect((await bench.run()).ending).toEqual({
      status: "failed",
      failure: { code: "access-denied", message: "403" },
    });
    expect(bench.state.link).toMatchObject({ status: "error", errorCode: "access-revoked" });
  });

  it("is healed where nothing is left to write", async () => {
    const bench = new ExportBench();
    const file = bench.sheet();
    await bench.link(file);
    file.deleteTab(TAB);
    await bench.approve("r001");
    await bench.run();
    expect(bench.state.link.errorCode).toBe("tab-missing");
    bench.database.tenant(bench.state.link.tenantId).records.delete(recordId("r001"));
    file.addTab(TAB, "Attendance", ["Record"]);
    await bench.run();
    expect(bench.state.link).toMatchObject({ status: "active", incident: null });
  });

  it("stays in error where only a write can tell, until a write succeeds", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    file.cellLimit = file.reservedCells;
    await bench.run();
    expect(bench.state.link).toMatchObject({ status: "error", errorCode: "sheet-full" });
    bench.meter.reset();
    bench.meter.rightBefore("sink.append", () => expect(bench.state.link.status).toBe("error"));
    await bench.run();
    expect(bench.meter.counts["sink.append"]).toBe(1);
    expect(bench.state.link.status).toBe("error");

    file.cellLimit *= 2;
    expect((await bench.run()).ending).toEqual({ status: "drained" });
    expect(bench.state.link).toMatchObject({ status: "active", errorCode: null, incident: null });
  });

  it("plans new batches where only a write can tell", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(1);
    const tab = file.tab(TAB);
    if (tab === undefined) throw new Error("no tab");
    tab.isProtected = true;
    await bench.run();
    tab.isProtected = false;
    await bench.approve("r002", "r003");
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001", "r002", "r003"]);
  });

  it("says what is wrong now if that is not what was wrong first", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(2);
    file.cellLimit = file.reservedCells;
    await bench.run();
    bench.withdraw();
    await bench.run();
    expect(bench.state.link).toMatchObject({ status: "error", errorCode: "access-revoked" });
    expect(bench.notifier.told).toHaveLength(1);
  });

  it("takes a passing denial for no news", async () => {
    const { bench } = await withdrawn();
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("access-denied", "403") });
    await bench.run();
    expect(bench.meter.counts["sink.probe"]).toBe(2);
    expect(bench.state.link.errorCode).toBe("access-revoked");
  });

  it("is left in error by an outage, which says nothing about it", async () => {
    const { bench } = await withdrawn();
    bench.service.interruptNext({ moment: "before", failure: new PortFailure("provider-error", "503") });
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "provider-error" } });
    expect(bench.state.link).toMatchObject({ status: "error", errorCode: "access-revoked" });
  });

  it("works again at once after a reconnect", async () => {
    const { bench, file } = await withdrawn();
    await bench.reconnect();
    expect(bench.state.link.status).toBe("active");
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
    expect(bench.state.link.incident).toBeNull();
  });
});
