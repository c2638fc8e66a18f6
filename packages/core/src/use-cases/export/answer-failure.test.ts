import { describe, expect, it } from "vitest";
import { ExportBench, TENANT } from "../../../test/export-bench.ts";
import { ViewersSink } from "../../../test/viewers-sink.ts";
import { type FailureCode, failureKind } from "../../failures/failure-table.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import type { MemorySpreadsheet } from "../../memory/memory-spreadsheet.ts";

const HOUR = 3_600_000;
const failing = (code: FailureCode) => new PortFailure(code, `the service says ${code}`);

/** A bench with two records waiting, whose next request fails so, and perhaps those after it. */
const meeting = async (code: FailureCode, times = 1): Promise<ExportBench & { file?: never }> => {
  const bench = new ExportBench();
  await bench.linked(2);
  for (let time = 0; time < times; time++)
    bench.service.interruptNext({ moment: "before", failure: failing(code) });
  return bench;
};

const rowsOf = (bench: ExportBench): number =>
  bench.service.files().reduce((sum, file) => sum + bench.rowsOf(file).length, 0);

describe("a failure of everybody's", () => {
  for (const code of ["rate-limited", "provider-error", "unreachable", "no-answer", "circuit-open"] as const)
    it(`never flags a link: ${code}`, async () => {
      const bench = await meeting(code, 3);
      await bench.run();
      expect(bench.state.link).toMatchObject({ status: "active", errorCode: null, incident: null });
      expect(bench.notifier.told).toEqual([]);
      bench.service.calm();
      bench.clock.pass(HOUR);
      await bench.run();
      expect(rowsOf(bench)).toBe(2);
    });
});

describe("a failure of ours", () => {
  for (const code of [
    "client-misconfigured",
    "api-disabled",
    "credential-unreadable",
    "receipts-full",
  ] as const)
    it(`never flags a link: ${code}`, async () => {
      const bench = await meeting(code);
      expect((await bench.run()).ending).toMatchObject({ status: "failed", failure: { code } });
      expect(bench.state.link).toMatchObject({ status: "active", incident: null });
      expect(bench.notifier.told).toEqual([]);
      expect(bench.meter.counts["sink.probe"]).toBeUndefined();
    });
});

describe("a failure of the link's", () => {
  it("flags it at once where no second look can tell", async () => {
    const bench = await meeting("access-revoked");
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "access-revoked" } });
    expect(bench.state.link).toMatchObject({
      status: "error",
      errorCode: "access-revoked",
      errorDetails: failureKind("access-revoked").admin,
      lastSyncStatus: "Failed",
    });
    expect(bench.meter.counts["sink.probe"]).toBeUndefined();
  });

  it("touches no record", async () => {
    const bench = await meeting("access-revoked");
    await bench.run();
    expect(bench.exported).toEqual([]);
    expect(bench.setAside).toEqual([]);
    expect(bench.state.ledger.open).toMatchObject({ state: "planned", giveUp: null, inconclusive: 0 });
  });

  for (const code of ["access-denied", "unauthenticated", "spreadsheet-not-found"] as const) {
    it(`gets a second opinion, a moment later: ${code}`, async () => {
      const bench = await meeting(code);
      const before = bench.clock.now();
      expect((await bench.run()).ending).toEqual({ status: "drained" });
      expect(bench.clock.now() - before).toBe(bench.policy.secondOpinionMs);
      expect(bench.state.link).toMatchObject({ status: "active", incident: null });
      expect(rowsOf(bench)).toBe(2);
    });

    it(`is flagged once it is confirmed, with one notice: ${code}`, async () => {
      const bench = new ExportBench();
      await bench.linked(2);
      bench.withdraw(code);
      expect((await bench.run()).ending).toMatchObject({ failure: { code } });
      expect(bench.meter.counts).toMatchObject({ "sink.append": 1, "sink.probe": 1 });
      expect(bench.state.link).toMatchObject({ status: "error", errorCode: code });
      expect(bench.notifier.told.map(({ notice }) => notice.kind)).toEqual(["link-failed"]);
    });
  }

  it("is not flagged if the second look finds the service itself out of order", async () => {
    const bench = await meeting("access-denied");
    bench.service.interruptNext({ moment: "before", failure: failing("rate-limited") });
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "rate-limited" } });
    expect(bench.state.link.status).toBe("active");
  });

  it("is flagged for what the second look says", async () => {
    const bench = await meeting("access-denied");
    bench.service.interruptNext({ moment: "before", failure: failing("access-revoked") });
    await bench.run();
    expect(bench.state.link.errorCode).toBe("access-revoked");
  });

  it("is no more than a hiccup if reads work and writes say twice that nobody is signed in", async () => {
    const bench = await meeting("unauthenticated");
    bench.service.interruptNext({ moment: "before", failure: failing("unauthenticated") }, 1);
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "unauthenticated" } });
    expect(bench.state.link.status).toBe("active");
  });

  it("is flagged for another failure that the second attempt meets", async () => {
    const bench = await meeting("access-denied");
    bench.service.interruptNext({ moment: "before", failure: failing("sheet-full") }, 1);
    await bench.run();
    expect(bench.state.link.errorCode).toBe("sheet-full");
  });

  it("is none where the second attempt had no time for its call", async () => {
    const bench = await meeting("access-denied");
    bench.service.interruptNext({ moment: "before", failure: failing("out-of-time") }, 1);
    expect((await bench.run()).ending).toEqual({ status: "out-of-time" });
    expect(bench.state.link.status).toBe("active");
  });

  it("is none where the look itself meets a defect of ours, which stays itself", async () => {
    const bench = await meeting("access-denied");
    const defect = new TypeError("undefined is not a function");
    bench.meter.rightBefore("sink.probe", () => {
      throw defect;
    });
    await expect(bench.run()).rejects.toBe(defect);
  });

  it("of a grant that was replaced meanwhile says nothing about today", async () => {
    const bench = new ExportBench();
    await bench.linked(2);
    bench.withdraw("access-revoked");
    bench.meter.rightBefore("sink.append", () => bench.reconnect());
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "access-revoked" } });
    expect(bench.state.link).toMatchObject({ status: "active", grantVersion: 2, incident: null });
    await bench.run();
    expect(rowsOf(bench)).toBe(2);
  });
});

describe("an account that may look and not write", () => {
  const viewer = async () => {
    const bench = new ExportBench();
    const file: MemorySpreadsheet = await bench.linked(2);
    const sink = new ViewersSink(bench.service);
    const run = () =>
      bench.worker({ sink: bench.meter.on("sink", sink) }).execute({ tenantId: TENANT, trigger: "schedule" });
    return { bench, file, sink, run };
  };

  it("is flagged after two writes with a read between them, with an instruction of its own", async () => {
    const { bench, run } = await viewer();
    expect(await run()).toMatchObject({ ending: { status: "failed", failure: { code: "edit-denied" } } });
    expect(bench.meter.counts).toMatchObject({ "sink.append": 2, "sink.probe": 1 });
    expect(bench.state.link).toMatchObject({
      status: "error",
      errorCode: "edit-denied",
      errorDetails: failureKind("edit-denied").admin,
    });
  });

  it("keeps the banner while it may only look, and the admins in peace", async () => {
    const { bench, run } = await viewer();
    await run();
    for (let time = 0; time < 3; time++) {
      bench.meter.rightAfter("sink.probe", () => expect(bench.state.link.status).toBe("error"));
      await run();
    }
    expect(bench.state.link.errorCode).toBe("edit-denied");
    expect(bench.notifier.told).toHaveLength(1);
  });

  it("is healed by the first write that works, without a click", async () => {
    const { bench, file, sink, run } = await viewer();
    await run();
    sink.mayWrite = true;
    expect(await run()).toMatchObject({ ending: { status: "drained" } });
    expect(bench.state.link).toMatchObject({ status: "active", incident: null });
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
  });
});
