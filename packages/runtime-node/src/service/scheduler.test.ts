import { type DispatchReport, PortFailure } from "@attendance-export/core";
import { expect, it } from "vitest";
import { Scheduler } from "./scheduler.ts";

const report = (more: boolean): DispatchReport => ({ asked: 1, passedOver: 0, failed: [], more });

/** A scheduler that pauses until it is told to look again. */
const heldScheduler = (dispatch: () => Promise<DispatchReport>, hasRoom = () => true) => {
  const failures: unknown[] = [];
  const pauses: number[] = [];
  let resume: () => void = () => undefined;
  const scheduler = new Scheduler({
    dispatch,
    hasRoom,
    pause: (ms, signal) => {
      pauses.push(ms);
      return new Promise((resolve) => {
        resume = resolve;
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    },
    everyMs: 60_000,
    onReport: () => undefined,
    onFailure: (thrown) => failures.push(thrown),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const lookAgain = (): Promise<void> => {
    resume();
    return settle();
  };
  return { scheduler, failures, pauses, settle, lookAgain };
};

it("looks at once, until no more is due, and again after each period", async () => {
  const reports = [report(true), report(true), report(false), report(false)];
  let looks = 0;
  const { scheduler, pauses, settle, lookAgain } = heldScheduler(
    async () => reports[looks++] ?? report(false),
  );
  scheduler.start();
  await settle();
  expect([looks, pauses]).toEqual([3, [60_000]]);
  await lookAgain();
  expect([looks, pauses]).toEqual([4, [60_000, 60_000]]);
  await scheduler.stop();
});

it("leaves in the store what it has no room for", async () => {
  let looks = 0;
  const { scheduler, settle } = heldScheduler(
    async () => {
      looks++;
      return report(true);
    },
    () => looks < 2,
  );
  scheduler.start();
  await settle();
  expect(looks).toBe(2);
  await scheduler.stop();
});

it("goes on looking after a failure", async () => {
  let looks = 0;
  const { scheduler, failures, settle, lookAgain } = heldScheduler(async () => {
    looks++;
    throw new PortFailure("store-unavailable", "The store is busy.");
  });
  scheduler.start();
  await settle();
  await lookAgain();
  expect([looks, failures.length]).toEqual([2, 2]);
  await scheduler.stop();
});

it("stops in the middle of a pause", async () => {
  const { scheduler, settle } = heldScheduler(async () => report(false));
  scheduler.start();
  await settle();
  await expect(scheduler.stop()).resolves.toBeUndefined();
});
