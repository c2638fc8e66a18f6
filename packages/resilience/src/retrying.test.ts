import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { ScriptedService } from "../test/scripted-service.ts";
import { failureOf, outcomeOf } from "../test/virtual-time.ts";
import { type RetryPlan, retrying } from "./retrying.ts";

const plan = (changes: Partial<RetryPlan> = {}): RetryPlan => ({
  retries: 3,
  waitAfter: () => 1_000,
  interrupted: new AbortController().signal,
  ...changes,
});

describe("the retry loop", () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  it.each([0, 1, 3, 5])("makes one attempt and %i retries, and no more", async (retries) => {
    const service = new ScriptedService({ fails: "provider-error" });
    await failureOf(retrying(service.request, plan({ retries })));
    assert.equal(service.requests, retries + 1);
  });

  it("stops at the first answer", async () => {
    const service = new ScriptedService({ fails: "provider-error" }, {});
    const outcome = await outcomeOf(retrying(service.request, plan()));
    assert.deepEqual(outcome, { status: "fulfilled", value: "done" });
    assert.equal(service.requests, 2);
  });

  it("waits between the attempts as it is told, and tells which retry it is", async () => {
    const service = new ScriptedService({ fails: "provider-error" });
    const waitAfter = (_failure: unknown, retry: number): number => (retry + 1) * 100;
    await failureOf(retrying(service.request, plan({ waitAfter })));
    assert.deepEqual(service.beganAt, [0, 100, 300, 600]);
  });

  it("gives up at once when told to, with the very failure it met", async () => {
    const bug = new TypeError("not a failure of any port");
    const attempt = vi.fn(() => Promise.reject(bug));
    assert.equal(await failureOf(retrying(attempt, plan({ waitAfter: () => undefined }))), bug);
    assert.equal(attempt.mock.calls.length, 1);
  });

  it("makes a failure of what is thrown before there is a promise", async () => {
    const bug = new TypeError("thrown synchronously");
    const attempt = (): Promise<string> => {
      throw bug;
    };
    assert.equal(await failureOf(retrying(attempt, plan({ retries: 0 }))), bug);
  });

  it("ends a wait at the moment of the interruption and never calls again", async () => {
    const controller = new AbortController();
    const service = new ScriptedService({ fails: "rate-limited" });
    setTimeout(() => controller.abort(), 400);
    const running = retrying(
      service.request,
      plan({ waitAfter: () => 60_000, interrupted: controller.signal }),
    );
    const failure = await failureOf(running);
    assert.equal(Date.now(), 400);
    assert.equal((failure as { code?: string }).code, "rate-limited");
    // cockatiel sleeps on and comes back for one more attempt; it must not get through.
    await vi.advanceTimersByTimeAsync(300_000);
    assert.equal(service.requests, 1);
  });

  it("holds the process no longer once a wait is cut short", async () => {
    const controller = new AbortController();
    const service = new ScriptedService({ fails: "rate-limited" });
    setTimeout(() => controller.abort(), 400);
    await failureOf(
      retrying(service.request, plan({ waitAfter: () => 60_000, interrupted: controller.signal })),
    );
    // What is left is cockatiel's own, which it has been told to let the process end under.
    assert.equal(vi.getTimerCount(), 1);
  });

  it("awaits the attempt that is under way when it is interrupted, and takes its answer", async () => {
    const controller = new AbortController();
    const service = new ScriptedService({ takesMs: 5_000 });
    setTimeout(() => controller.abort(), 1_000);
    const outcome = await outcomeOf(retrying(service.request, plan({ interrupted: controller.signal })));
    assert.deepEqual(outcome, { status: "fulfilled", value: "done" });
    assert.equal(Date.now(), 5_000);
  });

  it("makes one attempt and no retry once it is interrupted", async () => {
    const service = new ScriptedService({ fails: "store-unavailable" });
    await failureOf(retrying(service.request, plan({ interrupted: AbortSignal.abort() })));
    assert.equal(service.requests, 1);
  });

  it("leaves no timer and no listener behind", async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const added = vi.spyOn(controller.signal, "addEventListener");
    const service = new ScriptedService({ fails: "provider-error" });
    await failureOf(retrying(service.request, plan({ interrupted: controller.signal })));
    assert.equal(vi.getTimerCount(), 0);
    const names = added.mock.calls.map(([name]) => name);
    assert.deepEqual(names, ["abort", "abort", "abort"]);
    for (const [name, listener] of added.mock.calls)
      assert.ok(removed.mock.calls.some((call) => call[0] === name && call[1] === listener));
  });
});
