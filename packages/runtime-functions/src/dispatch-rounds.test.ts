import { type Clock, type DispatchReport, PortFailure, tenantId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { dispatchRounds } from "./dispatch-rounds.ts";

const MINUTE = 60_000;
const report = (asked: number, more: boolean): DispatchReport => ({ asked, passedOver: 1, failed: [], more });

/** A clock that only moves when somebody sleeps or works, and the times at which rounds began. */
const openStage = (reports: readonly DispatchReport[], roundMs = 0) => {
  let now = 0;
  const began: number[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += Math.max(0, ms);
    },
  };
  const newDispatch = () => ({
    execute: async () => {
      began.push(now);
      now += roundMs;
      return reports[began.length - 1] ?? report(240, true);
    },
  });
  return { began, run: () => dispatchRounds(newDispatch, clock) };
};

describe("a dispatch", () => {
  it("is one round where one is enough", async () => {
    const { began, run } = openStage([report(12, false)]);
    expect(await run()).toEqual({ asked: 12, passedOver: 1, failed: [], more: false });
    expect(began).toEqual([0]);
  });

  it("begins another round a minute after the last one, while more is due", async () => {
    const { began, run } = openStage([report(240, true), report(240, true), report(5, false)], 7_000);
    expect(await run()).toEqual({ asked: 485, passedOver: 3, failed: [], more: false });
    expect(began).toEqual([0, MINUTE, 2 * MINUTE]);
  });

  it("does not wait where a round took longer than a minute", async () => {
    const { began, run } = openStage([report(240, true), report(1, false)], 90_000);
    await run();
    expect(began).toEqual([0, 90_000]);
  });

  it("ends well before its function does, and says that more is due", async () => {
    const { began, run } = openStage([]);
    expect(await run()).toMatchObject({ asked: 7 * 240, more: true });
    expect(began.at(-1)).toBe(6 * MINUTE);
  });

  it("tells of every link that could not be asked for", async () => {
    const failed = (tenant: string) => ({
      tenantId: tenantId(tenant),
      failure: new PortFailure("queue-unavailable", "away"),
    });
    const first = { ...report(1, true), failed: [failed("a")] };
    const second = { ...report(1, false), failed: [failed("b")] };
    const { failed: all } = await openStage([first, second]).run();
    expect(all.map(({ tenantId: tenant }) => tenant)).toEqual(["a", "b"]);
  });
});
