import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dies, ExportBench, nameOf, TENANT } from "../../../test/export-bench.ts";
import { PoisonedSink } from "../../../test/poisoned-sink.ts";
import { type FailureCode, failureKind } from "../../failures/failure-table.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import { recordId } from "../../model/ids.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;

const poisoned = async (records: number, poison: readonly string[], code?: FailureCode) => {
  const bench = new ExportBench({ maxRows: Math.max(1, records) });
  const file = await bench.linked(records);
  const sink = new PoisonedSink(bench.service, poison, code);
  const run = () => bench.worker({ sink: bench.meter.on("sink", sink) }).execute(request);
  return { bench, file, run, sink };
};

const all = (records: number): string[] => Array.from({ length: records }, (_, index) => nameOf(index + 1));

describe("a record that Google refuses", () => {
  it("is found among m by log2(m) + 1 void receipts at most, each, and the rest is exported", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 64 }).chain((m) => fc.tuple(fc.constant(m), fc.subarray(all(m)))),
        async ([m, poison]) => {
          const { bench, file, run } = await poisoned(m, poison);
          await run();
          expect(bench.setAside).toEqual(poison);
          expect(bench.rowsOf(file)).toEqual(all(m).filter((id) => !poison.includes(id)));
          const voids = bench.meter.counts["receipts.void"] ?? 0;
          expect(voids).toBeLessThanOrEqual(poison.length * (Math.ceil(Math.log2(m)) + 1));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says in the quarantine what Google said", async () => {
    const { bench, run } = await poisoned(1, ["r001"]);
    expect(await run()).toMatchObject({ counts: { exported: 0, batches: 0, quarantined: 1 } });
    expect(bench.database.tenant(TENANT).quarantine.get(recordId("r001"))).toEqual({
      recordId: "r001",
      revision: 1,
      reason: "Google refuses this record: something in these rows",
      since: bench.clock.now(),
    });
  });

  it("comes back by itself once it is edited", async () => {
    const { bench, file, run, sink } = await poisoned(3, ["r002@1"]);
    await run();
    expect(bench.rowsOf(file)).toEqual(["r001", "r003"]);
    await bench.put({ id: recordId("r002"), member: { id: "m", name: "Ada, corrected" } });
    await run();
    expect(bench.rowsOf(file)).toEqual(["r001", "r003", "r002"]);
    expect(sink.poison).toEqual(new Set(["r002@1"]));
  });

  it("is given up before its void receipt is written, so that whoever finds the receipt halves", async () => {
    const { bench, file, run } = await poisoned(4, ["r002"]);
    bench.meter.rightAfter("receipts.void", dies);
    await expect(run()).rejects.toThrow("dies");
    expect(bench.state.ledger.open).toMatchObject({ size: 4, giveUp: "content" });
    bench.clock.pass(600_000);
    await run();
    expect(bench.setAside).toEqual(["r002"]);
    expect(bench.rowsOf(file)).toEqual(["r001", "r003", "r004"]);
  });

  it("is set aside before its batch is closed, so that nobody plans it again in between", async () => {
    const { bench, run } = await poisoned(1, ["r001"]);
    bench.meter.rightBefore("attendance.setAside", () => {
      expect(bench.state.ledger.open).toMatchObject({ size: 1, giveUp: "content" });
    });
    await run();
    expect(bench.setAside).toEqual(["r001"]);
    expect(bench.state.ledger.open).toBeNull();
  });

  it("is set aside by the next run if the process dies before or after it is set aside", async () => {
    for (const moment of ["rightBefore", "rightAfter"] as const) {
      const { bench, run } = await poisoned(1, ["r001"]);
      bench.meter[moment]("attendance.setAside", dies);
      await expect(run()).rejects.toThrow("dies");
      bench.clock.pass(600_000);
      expect(await run()).toMatchObject({ counts: { quarantined: 1 } });
      // The process that knew Google's words is dead.
      const { reason } = bench.database.tenant(TENANT).quarantine.get(recordId("r001")) ?? {};
      expect(reason).toBe(failureKind("content-refused").admin);
      expect(bench.setAside).toEqual(["r001"]);
      expect(bench.state.ledger.open).toBeNull();
    }
  });

  it("is counted by the run that closes its batch, not by one that was slower", async () => {
    const { bench, run } = await poisoned(1, ["r001"]);
    let faster: unknown;
    bench.meter.rightAfter("attendance.setAside", async () => {
      bench.clock.pass(600_000);
      faster = await run();
      bench.clock.pass(-600_000);
    });
    expect(await run()).toMatchObject({ counts: { quarantined: 0 } });
    expect(faster).toMatchObject({ counts: { quarantined: 1 } });
  });

  it("stays aside though a run that slept hears of the void receipt late", async () => {
    const { bench, file, run } = await poisoned(1, ["r001"]);
    bench.meter.rightAfter("receipts.void", async () => {
      bench.clock.pass(600_000);
      await run();
    });
    await run();
    expect(bench.setAside).toEqual(["r001"]);
    expect(bench.rowsOf(file)).toEqual([]);
  });

  it.each([
    ["receipt-in-use", "receipt-not-visible"],
    ["sheet-protected", "sheet-protected"],
  ] as const)("waits where its void receipt is refused by %s and none can be read: %s", async (code, met) => {
    const { bench, sink } = await poisoned(1, ["r001"]);
    const receipts = {
      read: async () => "none" as const,
      void: async () => ({ status: "refused", failure: new PortFailure(code, "refused") }) as const,
      prune: async () => undefined,
    };
    expect(await bench.worker({ sink, receipts }).execute(request)).toMatchObject({
      ending: { status: "failed", failure: { code: met } },
    });
    expect(bench.state.ledger.open).toMatchObject({ giveUp: "content", unansweredSince: null });
    expect(bench.setAside).toEqual([]);
  });

  it("waits where the answer to its void receipt leaves everything open", async () => {
    const { bench, run } = await poisoned(1, ["r001"]);
    const failure = new PortFailure("provider-error", "500");
    bench.service.interruptNext({ moment: "before", failure }, 1);
    expect(await run()).toMatchObject({ ending: { failure: { code: "provider-error" } } });
    expect(bench.meter.counts).toMatchObject({ "receipts.void": 1, "receipts.read": 1 });
    expect(bench.state.ledger.open).toMatchObject({ giveUp: "content", inconclusive: 1 });
  });

  it("is too large as well as unfit", async () => {
    const { bench, file, run } = await poisoned(2, ["r001"], "too-large");
    await run();
    expect(bench.setAside).toEqual(["r001"]);
    expect(bench.rowsOf(file)).toEqual(["r002"]);
  });
});

describe("a refusal in words that nobody knows", () => {
  it("needs a second sight, in another run", async () => {
    const { bench, file, run } = await poisoned(2, ["r001"], "refused-unknown");
    expect(await run()).toMatchObject({ ending: { failure: { code: "refused-unknown" } } });
    expect(bench.state.ledger.open).toMatchObject({ unknownRefusals: 1, giveUp: null });
    expect(bench.meter.counts["receipts.void"]).toBeUndefined();
    await run();
    expect(bench.setAside).toEqual(["r001"]);
    expect(bench.rowsOf(file)).toEqual(["r002"]);
  });

  it("costs nothing if it does not come again", async () => {
    const { bench, file, run, sink } = await poisoned(2, ["r001"], "refused-unknown");
    await run();
    sink.poison.clear();
    await run();
    expect(bench.setAside).toEqual([]);
    expect(bench.rowsOf(file)).toEqual(["r001", "r002"]);
  });

  it("never flags the link", async () => {
    const { bench, run } = await poisoned(2, ["r001"], "refused-unknown");
    await run();
    expect(bench.state.link.status).toBe("active");
    expect(bench.notifier.told).toEqual([]);
  });
});
