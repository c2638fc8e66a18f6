import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { clock } from "../test/virtual-time.ts";
import { RunBudget } from "./run-budget.ts";

const policy = { retriesHeld: 10, retriesEarned: 0.1, closingMs: 30_000 };
const START = 1_000_000;

const spendAll = (budget: RunBudget): number => {
  let spent = 0;
  while (spent < 100 && budget.spendRetry()) spent += 1;
  return spent;
};

describe("a run's budget", () => {
  beforeEach(() => vi.useFakeTimers({ now: START }));
  afterEach(() => vi.useRealTimers());

  const open = (deadline = START + 540_000): RunBudget => new RunBudget({ clock, deadline, policy });

  it("begins with all its retries and has no more than these", () => {
    assert.equal(spendAll(open()), 10);
  });

  it("earns exactly one retry with every ten calls", () => {
    const budget = open();
    spendAll(budget);
    for (let call = 0; call < 9; call += 1) budget.earnRetry();
    assert.equal(budget.spendRetry(), false);
    budget.earnRetry();
    assert.equal(spendAll(budget), 1);
  });

  it("never saves up more than it began with", () => {
    const budget = open();
    for (let call = 0; call < 1_000; call += 1) budget.earnRetry();
    assert.equal(spendAll(budget), 10);
  });

  it("keeps the end of the run free for the calls that close it", () => {
    const budget = open();
    assert.equal(budget.endFor({ closesRuns: false }), START + 510_000);
    assert.equal(budget.endFor({ closesRuns: true }), START + 540_000);
  });

  it("leaves a cancelled run the time to close and no other", () => {
    const budget = open();
    vi.setSystemTime(START + 5_000);
    budget.cancel();
    assert.equal(budget.cancelled.aborted, true);
    assert.equal(budget.endFor({ closesRuns: true }), START + 35_000);
    assert.equal(budget.endFor({ closesRuns: false }), START + 5_000);
  });

  it("gains no time by being cancelled, however late or often", () => {
    const budget = open(START + 10_000);
    budget.cancel();
    budget.cancel();
    assert.equal(budget.endFor({ closesRuns: true }), START + 10_000);
  });

  it("may be endless until it is cancelled", () => {
    const budget = open(Number.POSITIVE_INFINITY);
    assert.equal(budget.endFor({ closesRuns: false }), Number.POSITIVE_INFINITY);
    budget.cancel();
    assert.equal(budget.endFor({ closesRuns: false }), START);
  });
});
