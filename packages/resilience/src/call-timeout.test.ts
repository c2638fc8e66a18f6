import assert from "node:assert/strict";
import { PortFailure } from "@attendance-export/core";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { clock, failureOf, outcomeOf } from "../test/virtual-time.ts";
import { withTimeout } from "./call-timeout.ts";

const silence = (cause: unknown): PortFailure => new PortFailure("no-answer", "silence", { cause });

describe("a call's time-out", () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  it("hands an answer through that comes in time", async () => {
    const inTime = async (): Promise<string> => {
      await clock.sleep(999);
      return "done";
    };
    assert.deepEqual(await outcomeOf(withTimeout(1_000, inTime, silence)), {
      status: "fulfilled",
      value: "done",
    });
    assert.equal(vi.getTimerCount(), 0);
  });

  it("hands a failure through as it is", async () => {
    const failure = new PortFailure("sheet-full", "full");
    const failing = (): Promise<never> => Promise.reject(failure);
    assert.equal(await failureOf(withTimeout(1_000, failing, silence)), failure);
  });

  it("stops waiting on time and says so in the port's own words", async () => {
    const failure = await failureOf(withTimeout(1_000, () => clock.sleep(5_000), silence));
    assert.equal(Date.now(), 1_000);
    assert.ok(failure instanceof PortFailure);
    assert.equal(failure.code, "no-answer");
    assert.ok(failure.cause instanceof Error);
  });

  it("lets the call go on, which may still have its effect when nobody listens", async () => {
    let effects = 0;
    const late = async (): Promise<void> => {
      await clock.sleep(5_000);
      effects += 1;
    };
    await failureOf(withTimeout(1_000, late, silence));
    assert.equal(effects, 0);
    await vi.advanceTimersByTimeAsync(4_000);
    assert.equal(effects, 1);
  });

  it("hears nothing of a failure that comes too late", async () => {
    const unheard = vi.fn();
    process.on("unhandledRejection", unheard);
    try {
      const late = async (): Promise<never> => {
        await clock.sleep(5_000);
        throw new PortFailure("provider-error", "too late");
      };
      await failureOf(withTimeout(1_000, late, silence));
      await vi.advanceTimersByTimeAsync(10_000);
      vi.useRealTimers();
      // Node reports an unhandled rejection once the microtasks are done, so let one turn of the loop pass.
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(unheard.mock.calls.length, 0);
    } finally {
      process.off("unhandledRejection", unheard);
    }
  });
});
