import { beforeEach, describe, expect, it } from "vitest";
import { ADA, AdminBench, MORNING, SCHOOL } from "../../test/admin-bench.ts";
import { type FailureCode, failureKind, failureTable } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { runId } from "../model/ids.ts";
import { DAY_MS } from "../model/time.ts";
import type { SheetSink } from "../ports/sheet-sink.ts";
import { DispatchDueExports } from "./dispatch-due-exports.ts";
import type { ExportPorts } from "./export/run-context.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
  await bench.approve("r001");
});

/** A sink whose writes end so; reads go through. */
const failingSink = (thrown: () => unknown): SheetSink => ({
  append: async () => {
    throw thrown();
  },
  probe: (grant, sheet) => bench.ports.sink.probe(grant, sheet),
});

const polling = () => bench.state().link.polling;
const kindsTold = () => bench.memory.notifier.told.map(({ notice }) => notice.kind);
const letters = () => bench.memory.queue.buried;

/** Lives on for so long: every five minutes what is due is asked for and run. */
const liveOn = async (ms: number, ports: Partial<ExportPorts> = {}): Promise<void> => {
  const end = bench.clock.now() + ms;
  while (bench.clock.now() < end) {
    await new DispatchDueExports(bench.ports).execute();
    while (bench.memory.queue.next() !== undefined) await bench.run(SCHOOL, ports);
    bench.clock.pass(5 * MINUTE);
  }
};

describe("a link whose access is gone", () => {
  const failedRuns = async (): Promise<number> =>
    (await bench.memory.runs.recent(SCHOOL, { limit: 10_000 })).filter(({ status }) => status === "failed")
      .length;

  it("tells its admins once, and reminds them after 1, 3 and 7 days, then weekly", async () => {
    bench.google.withdraw(ADA);
    await liveOn(23 * DAY_MS);
    const told = bench.memory.notifier.told.map(({ notice }) => ({
      kind: notice.kind,
      day: Math.floor((notice.at - MORNING) / DAY_MS),
    }));
    expect(told).toEqual([
      { kind: "link-failed", day: 0 },
      ...[1, 3, 7, 14, 21].map((day) => ({ kind: "reminder", day })),
    ]);
  });

  it("is looked at every hour, and by nobody else's failure becomes a dead letter", async () => {
    bench.google.withdraw(ADA);
    await liveOn(2 * DAY_MS);
    expect(await failedRuns()).toBeGreaterThan(44);
    expect(await failedRuns()).toBeLessThan(50);
    expect(letters()).toEqual([]);
    expect(polling()).toMatchObject({ suspendedAt: null, enabled: true });
  });

  it("heals by itself when the sheet is shared again, drains, and says so once", async () => {
    bench.editors.delete(ADA);
    await liveOn(5 * HOUR);
    expect(bench.state().link).toMatchObject({ status: "error", errorCode: "access-denied" });
    bench.editors.add(ADA);
    await liveOn(2 * HOUR);
    expect(bench.state().link).toMatchObject({ status: "active", incident: null });
    expect(bench.rows()).toEqual(["r001"]);
    expect(kindsTold()).toEqual(["link-failed", "link-healed"]);
  });
});

describe("a link that fails by its own fault and cannot be flagged", () => {
  const unknown = failingSink(() => new PortFailure("refused-unknown", "the moon is in the wrong phase"));

  it("is tried three times, then rests with one dead letter and one notice", async () => {
    await liveOn(HOUR, { sink: unknown });
    expect(polling()).toMatchObject({ ownFailures: 3, suspendedAt: expect.any(Number) });
    expect(letters()).toMatchObject([
      { code: "refused-unknown", attempts: 3, exported: 0, tenantId: SCHOOL },
    ]);
    expect(kindsTold()).toEqual(["polling-suspended"]);
    const [last, second, first] = await bench.memory.runs.recent(SCHOOL, { limit: 3 });
    const waited = [second, last].map((run, index) =>
      Math.round(((run?.startedAt ?? 0) - ([first, second][index]?.startedAt ?? 0)) / MINUTE),
    );
    // About five minutes, then about fifteen, seen by a dispatcher that looks every five.
    expect(waited[0]).toBeLessThanOrEqual(10);
    expect(waited[1]).toBeGreaterThanOrEqual(10);
    expect(waited[1]).toBeLessThanOrEqual(20);
  });

  it("resumes by its daily look as soon as that goes well, and says so", async () => {
    await liveOn(HOUR, { sink: unknown });
    const runs = (await bench.memory.runs.recent(SCHOOL, { limit: 100 })).length;
    await liveOn(DAY_MS - HOUR);
    expect((await bench.memory.runs.recent(SCHOOL, { limit: 100 })).length).toBe(runs);
    await liveOn(2 * HOUR);
    expect(polling()).toMatchObject({ suspendedAt: null, ownFailures: 0, retryCount: 0 });
    expect(bench.rows()).toEqual(["r001"]);
    expect(kindsTold()).toEqual(["polling-suspended", "link-healed"]);
  });

  it("reminds its admins while it rests", async () => {
    await liveOn(8 * DAY_MS, { sink: unknown });
    expect(kindsTold()).toEqual(["polling-suspended", "reminder", "reminder", "reminder"]);
    expect(letters().length).toBe(1);
  });
});

describe("what is nobody's fault here", () => {
  const codes = (Object.keys(failureTable) as FailureCode[]).filter(
    (code) => ["provider", "operator"].includes(failureKind(code).blame) && code !== "out-of-time",
  );

  /** Everything fails, as in an outage: were void receipts still taken, it would be the record that is to blame. */
  const outage = (code: FailureCode) => {
    const fails = async (): Promise<never> => {
      throw new PortFailure(code, "not you");
    };
    return { sink: { append: fails, probe: fails }, receipts: { read: fails, void: fails, prune: fails } };
  };

  it.each(codes)("%s suspends, flags and tells nobody, for as long as it lasts", async (code) => {
    await liveOn(DAY_MS, outage(code));
    expect(bench.state().link).toMatchObject({ status: "active", incident: null });
    expect(polling()).toMatchObject({ suspendedAt: null, ownFailures: 0 });
    expect([kindsTold(), letters()]).toEqual([[], []]);
    await liveOn(2 * HOUR);
    expect(bench.rows()).toEqual(["r001"]);
  });
});

describe("a run whose time is up before a call is made", () => {
  it("has not failed: the next one goes on at once", async () => {
    const sink = failingSink(() => new PortFailure("out-of-time", "there is no time left for this write"));
    const report = await bench.run(SCHOOL, { sink });
    expect(report?.ending).toEqual({ status: "out-of-time" });
    expect(await bench.memory.runs.recent(SCHOOL, { limit: 1 })).toMatchObject([
      { status: "completed", errorCode: null },
    ]);
    expect(polling()).toMatchObject({ retryCount: 0, ownFailures: 0, nextPollAt: bench.clock.now() });
    // It has shown nothing, so it is no good news either.
    expect(bench.state().link.lastSyncStatus).toBeNull();
    await bench.run();
    expect(bench.rows()).toEqual(["r001"]);
  });
});

describe("runs that kill their process", () => {
  const killing = failingSink(() => new Error("out of memory"));
  const dies = async (): Promise<void> => {
    await expect(bench.run(SCHOOL, { sink: killing })).rejects.toThrow("out of memory");
    bench.clock.pass(15 * MINUTE);
  };

  it("are asked for again within a quarter of an hour, whatever the schedule", async () => {
    bench.polling({ frequency: "weekly" });
    await expect(bench.run(SCHOOL, { sink: killing })).rejects.toThrow();
    expect(polling().nextPollAt).toBe(bench.clock.now() + 15 * MINUTE);
  });

  it("let the schedule rest after three in a row, and operators hear of it before the next one dies", async () => {
    for (let times = 0; times < 3; times++) await dies();
    expect(letters()).toEqual([]);
    await dies();
    expect(letters()).toMatchObject([{ code: "run-abandoned", attempts: 3 }]);
    expect(polling()).toMatchObject({ suspendedAt: expect.any(Number) });
    expect(polling().nextPollAt).toBeGreaterThan(bench.clock.now() + 23 * HOUR);
    // Their rows of the history are closed, all but the one that has just died.
    const running = (await bench.memory.runs.recent(SCHOOL, { limit: 10 })).filter(
      ({ status }) => status === "running",
    );
    expect(running.length).toBe(1);
  });

  it("keep the beginning that the history has of them", async () => {
    await dies();
    const [dead] = await bench.memory.runs.recent(SCHOOL, { limit: 1 });
    await bench.run();
    const closed = await bench.memory.runs.find(SCHOOL, dead?.runId ?? runId("none"));
    expect(closed).toMatchObject({ status: "failed", errorCode: "run-abandoned" });
    expect(closed).toMatchObject({ startedAt: MORNING, trigger: dead?.trigger });
    expect(closed?.completedAt).toBe(MORNING + 15 * MINUTE);
  });

  it("that go on dying leave no admin untold", async () => {
    for (let times = 0; times < 4; times++) await dies();
    expect(kindsTold()).toEqual([]);
    bench.clock.pass(DAY_MS);
    await dies();
    expect(kindsTold()).toEqual(["polling-suspended"]);
    expect(letters().length).toBe(1);
  });

  it("and then one that comes to its end: nobody is told but the operators, and the schedule goes on", async () => {
    for (let times = 0; times < 3; times++) await dies();
    // The batch of the dead run is settled by its receipt, and the record is on the sheet once.
    await bench.run();
    expect(polling()).toMatchObject({ suspendedAt: null, retryCount: 0 });
    expect(kindsTold()).toEqual([]);
    expect(letters().length).toBe(1);
    expect(bench.rows()).toEqual(["r001"]);
  });

  it("twice, with a good one in between, are no crash loop", async () => {
    for (let times = 0; times < 2; times++) await dies();
    await bench.run();
    await bench.approve("r002");
    for (let times = 0; times < 2; times++) await dies();
    await bench.run();
    expect(letters()).toEqual([]);
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });
});

describe("a grant that dies by itself", () => {
  it("is announced two days before, also to a link whose next slot comes too late for it", async () => {
    await bench.link({ grantExpiresAt: MORNING + 6 * DAY_MS });
    bench.polling({ frequency: "weekly" });
    await bench.run();
    await liveOn(7 * DAY_MS);
    const warning = bench.memory.notifier.told.find(({ notice }) => notice.kind === "grant-expiring");
    const hours = ((warning?.notice.at ?? 0) - MORNING) / HOUR;
    expect(hours).toBeGreaterThanOrEqual(4 * 24);
    expect(hours).toBeLessThan(4 * 24 + 1);
    expect(kindsTold()).toEqual(["grant-expiring"]);
  });
});
