import assert from "node:assert/strict";
import type { Clock } from "@attendance-export/core";
import { CircuitState, type IBreaker, SamplingBreaker } from "cockatiel";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { clock } from "../test/virtual-time.ts";
import { defaultCircuitPolicy } from "./policy.ts";
import { SlidingWindow } from "./sliding-window.ts";

const { Closed, HalfOpen } = CircuitState;

/** Makes a call every `everyMs` and says whether the last one opened the circuit. */
const failing = (window: IBreaker, calls: number, everyMs: number): boolean => {
  let opens = false;
  for (let call = 0; call < calls; call += 1) {
    vi.advanceTimersByTime(everyMs);
    opens = window.failure(Closed);
  }
  return opens;
};

const succeeding = (window: IBreaker, calls: number): void => {
  for (let call = 0; call < calls; call += 1) window.success(Closed);
};

describe("the window of recent calls", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  const open = (source: Clock = clock): SlidingWindow => new SlidingWindow(source, defaultCircuitPolicy);

  it("says nothing before the twentieth call", () => {
    assert.equal(failing(open(), 19, 0), false);
    assert.equal(failing(open(), 20, 0), true);
  });

  it("wants more than half of the calls to fail", () => {
    const half = open();
    succeeding(half, 10);
    assert.equal(failing(half, 10, 0), false);
    assert.equal(failing(half, 1, 0), true);
  });

  it("forgets a call after a minute", () => {
    const window = open();
    failing(window, 19, 0);
    vi.advanceTimersByTime(59_999);
    assert.equal(window.failure(Closed), true);
    const late = open();
    failing(late, 19, 0);
    vi.advanceTimersByTime(60_000);
    assert.equal(late.failure(Closed), false);
  });

  it("forgets one call after the other, not all of a minute at once", () => {
    const window = open();
    failing(window, 10, 0);
    vi.advanceTimersByTime(30_000);
    failing(window, 10, 0);
    vi.advanceTimersByTime(30_000);
    assert.equal(failing(window, 9, 0), false);
    assert.equal(failing(window, 1, 0), true);
  });

  it("does not add up calls that are ten seconds apart, as cockatiel's own window does", () => {
    assert.equal(failing(open(), 60, 10_000), false);
    // The day this fails, cockatiel's SamplingBreaker may take the place of ours.
    const { share, windowMs, leastCalls } = defaultCircuitPolicy;
    const theirs = new SamplingBreaker({
      threshold: share,
      duration: windowMs,
      minimumRps: leastCalls / (windowMs / 1_000),
    });
    assert.equal(failing(theirs, 60, 10_000), true);
  });

  it("starts anew when the call of a half-open circuit succeeds", () => {
    const window = open();
    failing(window, 20, 0);
    window.success(HalfOpen);
    assert.equal(failing(window, 18, 0), false);
    assert.equal(failing(window, 1, 0), true);
  });

  it("opens again at once when the call of a half-open circuit fails", () => {
    assert.equal(open().failure(HalfOpen), true);
  });

  it("holds no more than a slice a second, however many calls there are", () => {
    const window = open();
    failing(window, 10_000, 50);
    assert.ok(window.state.length <= 61, `${window.state.length} slices`);
  });

  it("takes the time from its clock alone", () => {
    let now = 5;
    const window = open({ now: () => now, sleep: () => Promise.resolve() });
    failing(window, 19, 3_600_000);
    assert.equal(window.failure(Closed), true);
    now += 60_000;
    assert.equal(window.failure(Closed), false);
  });
});
