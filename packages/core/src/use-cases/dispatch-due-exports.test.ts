import { beforeEach, describe, expect, it } from "vitest";
import { CallMeter } from "../../test/call-meter.ts";
import { StridingClock } from "../../test/striding-clock.ts";
import { stateOf } from "../contract/store/link-fixtures.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { openMemoryAdapters } from "../memory/open-memory-adapters.ts";
import { tenantId } from "../model/ids.ts";
import type { Polling } from "../model/polling.ts";
import { defaultSchedulePolicy } from "../protocol/schedule.ts";
import { DispatchDueExports } from "./dispatch-due-exports.ts";

const NOW = Date.UTC(2024, 2, 8, 6);
const ASK_AGAIN = defaultSchedulePolicy.askAgainMs;
const MINUTE = 60_000;

let memory: ReturnType<typeof openMemoryAdapters>;
let clock: StridingClock;
let meter: CallMeter;
beforeEach(() => {
  memory = openMemoryAdapters();
  clock = new StridingClock(NOW);
  meter = new CallMeter();
});

const dispatcher = (maxAsked = 240): DispatchDueExports =>
  new DispatchDueExports(
    {
      ...memory,
      clock,
      ledger: meter.on("ledger", memory.ledger),
      links: meter.on("links", memory.links),
      queue: meter.on("queue", memory.queue),
    },
    { askAgainMs: ASK_AGAIN, maxAsked },
  );

const plant = (name: string, polling: Partial<Polling> = {}): void => {
  const tenant = tenantId(name);
  const wanted = { retryCount: 0, suspendedAt: null, nextPollAt: NOW, ...polling };
  memory.database.tenant(tenant).state = stateOf(tenant, { link: { status: "active" }, polling: wanted });
};
const plantMany = (count: number, polling: (index: number) => Partial<Polling> = () => ({})): void => {
  for (let index = 0; index < count; index++)
    plant(`tenant-${String(index).padStart(4, "0")}`, polling(index));
};
const asked = (): readonly string[] => memory.queue.asked.map((request) => request.tenantId);
const nextPollAt = (name: string) => memory.database.tenant(tenantId(name)).state?.link.polling.nextPollAt;

describe("a dispatch", () => {
  it("asks for the runs that are due, the longest overdue first, with slot and trigger", async () => {
    plant("late", { nextPollAt: NOW - MINUTE });
    plant("now");
    plant("later", { nextPollAt: NOW + 1 });
    plant("off", { enabled: false, nextPollAt: NOW - 9 });
    plant("retried", { nextPollAt: NOW - 2 * MINUTE, retryCount: 1 });
    expect(await dispatcher().execute()).toEqual({ asked: 3, passedOver: 0, failed: [], more: false });
    expect(memory.queue.asked).toEqual([
      { tenantId: "retried", trigger: "retry", slot: NOW - 2 * MINUTE },
      { tenantId: "late", trigger: "schedule", slot: NOW - MINUTE },
      { tenantId: "now", trigger: "schedule", slot: NOW },
    ]);
  });

  it("asks once for one slot, however often it is repeated before the run begins", async () => {
    plantMany(30);
    for (let minute = 0; minute < 15; minute++) {
      await dispatcher().execute();
      clock.pass(MINUTE - 1_000);
    }
    expect(asked().length).toBe(30);
  });

  it("asks once for one slot, however many work at the same moment", async () => {
    plantMany(60);
    const reports = await Promise.all(Array.from({ length: 5 }, () => dispatcher().execute()));
    expect(asked().length).toBe(60);
    expect(new Set(asked()).size).toBe(60);
    expect(reports.reduce((sum, report) => sum + report.asked, 0)).toBe(60);
    expect(reports.reduce((sum, report) => sum + report.passedOver, 0)).toBeGreaterThan(0);
  });

  it("that dies between claiming and asking delays the slot and does not lose it", async () => {
    plant("tenant-1");
    meter.rightBefore("queue.ask", () => {
      throw new Error("the process dies");
    });
    await expect(dispatcher().execute()).rejects.toThrow("dies");
    expect(await dispatcher().execute()).toMatchObject({ asked: 0 });
    clock.pass(ASK_AGAIN + MINUTE);
    expect(await dispatcher().execute()).toMatchObject({ asked: 1 });
  });

  it("leaves no link waiting behind one that cannot be read or asked for", async () => {
    plantMany(5);
    const broken = new PortFailure("store-misconfigured", "the document is damaged");
    meter.rightBefore("ledger.transact", () => {
      throw broken;
    });
    const away = new PortFailure("queue-unavailable", "no thanks");
    meter.rightBefore("queue.ask", () => {
      throw away;
    });
    expect(await dispatcher().execute()).toEqual({
      asked: 3,
      passedOver: 0,
      failed: [
        { tenantId: "tenant-0000", failure: broken },
        { tenantId: "tenant-0001", failure: away },
      ],
      more: false,
    });
    // One is due still, the other is asked for again.
    expect(nextPollAt("tenant-0000")).toBe(NOW);
    expect(nextPollAt("tenant-0001")).toBeGreaterThanOrEqual(NOW + ASK_AGAIN);
  });

  it("passes a defect on", async () => {
    plant("tenant-1");
    meter.rightBefore("ledger.transact", () => {
      throw new TypeError("a defect");
    });
    await expect(dispatcher().execute()).rejects.toThrow(TypeError);
  });

  it("asks for no more than Google's quota allows, and says that there is more", async () => {
    plantMany(600, (index) => ({ nextPollAt: NOW - index }));
    expect(await dispatcher().execute()).toEqual({ asked: 240, passedOver: 0, failed: [], more: true });
    // The longest overdue are those with the highest numbers.
    expect(asked().toSorted().at(0)).toBe("tenant-0360");
    clock.pass(MINUTE);
    expect(await dispatcher().execute()).toMatchObject({ asked: 240, more: true });
    clock.pass(MINUTE);
    expect(await dispatcher().execute()).toMatchObject({ asked: 120, more: false });
    expect(new Set(asked()).size).toBe(600);
  });

  it("counts those that failed among what a dispatch may ask for, and goes on behind them", async () => {
    plantMany(250);
    for (let failure = 0; failure < 30; failure++)
      meter.rightBefore("ledger.transact", () => {
        throw new PortFailure("store-unavailable", "503");
      });
    const { asked: done, failed, more } = await dispatcher(140).execute();
    expect([done, failed.length, more]).toEqual([110, 30, true]);
    // A page of a hundred, then one of the forty that were left.
    expect(meter.counts).toMatchObject({ "links.due": 2, "ledger.transact": 140 });
    expect(new Set(asked()).size).toBe(110);
  });

  it("spreads what it has to ask for again", async () => {
    plantMany(200);
    await dispatcher().execute();
    const due = Array.from({ length: 200 }, (_, index) =>
      nextPollAt(`tenant-${String(index).padStart(4, "0")}`),
    ).map((moment) => (moment ?? 0) - NOW - ASK_AGAIN);
    expect(Math.min(...due)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...due)).toBeLessThan(MINUTE);
    expect(new Set(due).size).toBeGreaterThan(150);
  });

  it("rejects where the due links cannot be read", async () => {
    memory.database.trouble = { code: "store-unavailable", when: "before" };
    await expect(dispatcher().execute()).rejects.toMatchObject({ code: "store-unavailable" });
  });
});
