import assert from "node:assert/strict";
import { failureTable, isFailureCode, isPortFailure } from "@attendance-export/core";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { append, codeOf, create, fail, read, tell, transact } from "../test/guarded-calls.ts";
import { guardedRun } from "../test/guarded-run.ts";
import { ScriptedService } from "../test/scripted-service.ts";
import { clock, failureOf, outcomeOf } from "../test/virtual-time.ts";
import { ProviderCircuit } from "./provider-circuit.ts";

describe("a guarded call", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  describe("attempts", () => {
    it("are six at most, with waits of 1, 2, 4, 8 and 16 seconds at most between them", async () => {
      const service = new ScriptedService(fail("provider-error"));
      assert.equal(await codeOf(guardedRun().call(append, service.request)), "provider-error");
      const waits = service.beganAt.slice(1).map((at, index) => at - (service.beganAt[index] ?? 0));
      assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
    });

    it("end with the first answer", async () => {
      const service = new ScriptedService(fail("rate-limited"), fail("provider-error"), {});
      const outcome = await outcomeOf(guardedRun().call(append, service.request));
      assert.deepEqual(outcome, { status: "fulfilled", value: "done" });
      assert.equal(service.requests, 3);
    });

    it("wait as long as the service asked", async () => {
      const asked = { fails: "rate-limited", details: { retryAfterMs: 60_000 } } as const;
      const service = new ScriptedService(asked, {});
      await outcomeOf(guardedRun().call(append, service.request));
      assert.deepEqual(service.beganAt, [1_000_000, 1_060_000]);
    });

    it.each([60_001, 2 ** 31, Number.POSITIVE_INFINITY, Number.NaN])(
      "are left to the next run when the service asks for %d ms, more than the call has left",
      async (retryAfterMs) => {
        const asked = { fails: "rate-limited", details: { retryAfterMs } } as const;
        const service = new ScriptedService(asked, {});
        assert.equal(await codeOf(guardedRun().call(append, service.request)), "rate-limited");
        assert.equal(service.requests, 1);
      },
    );

    it("happen once for what is not a port's failure, which stays itself", async () => {
      const bug = new TypeError("a defect");
      const invoke = vi.fn(() => Promise.reject(bug));
      assert.equal(await failureOf(guardedRun().call(append, invoke)), bug);
      assert.equal(invoke.mock.calls.length, 1);
    });

    it("of one append could all be awaited within four minutes", async () => {
      // Answered after 29 s each, the third would begin after 61 s and might take until 241 s.
      const service = new ScriptedService(fail("provider-error", 29_000));
      assert.equal(await codeOf(guardedRun().call(append, service.request)), "provider-error");
      assert.deepEqual(service.beganAt, [1_000_000, 1_030_000]);
    });
  });

  describe("whose outcome is open", () => {
    it.each(["no-answer", "notice-undelivered"] as const)("is not repeated after %s", async (code) => {
      for (const call of [append, create, read, transact, tell]) {
        const service = new ScriptedService(fail(code), {});
        assert.equal(await codeOf(guardedRun().call(call, service.request)), code);
        assert.equal(service.requests, 1, call.name);
      }
    });

    it("is repeated after an answer only where the port allows it", async () => {
      const repeatable = new ScriptedService(fail("provider-error"), {});
      await outcomeOf(guardedRun().call(append, repeatable.request));
      assert.equal(repeatable.requests, 2);
      const once = new ScriptedService(fail("provider-error"), {});
      assert.equal(await codeOf(guardedRun().call(create, once.request)), "provider-error");
      assert.equal(once.requests, 1);
    });

    it("stays in doubt when later attempts did nothing", async () => {
      for (const harmless of ["rate-limited", "unreachable"] as const) {
        const service = new ScriptedService(fail("provider-error"), fail(harmless));
        assert.equal(await codeOf(guardedRun().call(append, service.request)), "provider-error");
        assert.equal(service.requests, 6);
      }
    });

    it("stays in doubt when the circuit opens before the next attempt", async () => {
      const circuit = new ProviderCircuit({ clock });
      const down = new ScriptedService(fail("provider-error"));
      for (let call = 0; call < 19; call += 1) await failureOf(circuit.call(down.request));
      const service = new ScriptedService(fail("provider-error"));
      assert.equal(await codeOf(guardedRun({ circuit }).call(append, service.request)), "provider-error");
      assert.equal(service.requests, 1);
      assert.equal(await codeOf(guardedRun({ circuit }).call(append, service.request)), "circuit-open");
    });

    it("gives way to a refusal that somebody must mend", async () => {
      const service = new ScriptedService(fail("provider-error"), fail("access-revoked"));
      assert.equal(await codeOf(guardedRun().call(append, service.request)), "access-revoked");
    });

    it("is told by the later of two doubts, since silence says more than an error", async () => {
      const service = new ScriptedService(fail("provider-error"), fail("no-answer"));
      assert.equal(await codeOf(guardedRun().call(append, service.request)), "no-answer");
      assert.equal(service.requests, 2);
    });
  });

  describe("without an answer", () => {
    it.each([
      [append, 180_000, "no-answer"],
      [read, 60_000, "no-answer"],
      [tell, 20_000, "notice-undelivered"],
    ] as const)("is given up in time: %o", async (call, ms, code) => {
      const service = new ScriptedService({ takesMs: 3_600_000 });
      assert.equal(await codeOf(guardedRun().call(call, service.request)), code);
      assert.equal(clock.now() - 1_000_000, ms);
      assert.equal(service.requests, 1);
    });

    it("says which call it was and how long it was awaited", async () => {
      const service = new ScriptedService({ takesMs: 3_600_000 });
      const failure = await failureOf(guardedRun().call(append, service.request));
      assert.equal((failure as Error).message, "append did not answer within 180 s.");
      assert.ok((failure as Error).cause instanceof Error);
    });

    it("is made again by the store, whose transitions may overlap", async () => {
      const service = new ScriptedService({ takesMs: 3_600_000 }, {});
      const outcome = await outcomeOf(guardedRun().call(transact, service.request));
      assert.deepEqual(outcome, { status: "fulfilled", value: "done" });
      assert.deepEqual(service.beganAt, [1_000_000, 1_021_000]);
    });
  });

  describe("of a run that ends", () => {
    it("is not made when its answer could not be awaited", async () => {
      const service = new ScriptedService({});
      // 180 s for the append and 30 s kept for closing the run.
      const short = guardedRun({ lastsMs: 209_999 });
      const failure = await failureOf(short.call(append, service.request));
      assert.ok(isPortFailure(failure) && failure.code === "out-of-time");
      assert.match(failure.message, /^append was not called: the time left/);
      assert.equal(service.requests, 0);
      await outcomeOf(guardedRun({ lastsMs: 210_000 }).call(append, service.request));
      assert.equal(service.requests, 1);
    });

    it("does not sleep towards an attempt that could not be awaited", async () => {
      const asked = { fails: "rate-limited", details: { retryAfterMs: 50_000 } } as const;
      const service = new ScriptedService(asked);
      assert.equal(
        await codeOf(guardedRun({ lastsMs: 259_999 }).call(append, service.request)),
        "rate-limited",
      );
      assert.equal(clock.now(), 1_000_000);
      assert.equal(service.requests, 1);
    });

    it("is still made to close it", async () => {
      const run = guardedRun({ lastsMs: 25_000 });
      const service = new ScriptedService({});
      assert.equal(await codeOf(run.call(read, service.request)), "out-of-time");
      assert.deepEqual(await outcomeOf(run.call(transact, service.request)), {
        status: "fulfilled",
        value: "done",
      });
    });

    it("is not made when the run is cancelled, unless it closes it", async () => {
      const run = guardedRun();
      run.cancel();
      const service = new ScriptedService({});
      for (const call of [append, create, read])
        assert.equal(await codeOf(run.call(call, service.request)), "out-of-time");
      assert.equal(service.requests, 0);
      await outcomeOf(run.call(transact, service.request));
      assert.equal(service.requests, 1);
      vi.setSystemTime(clock.now() + 10_001);
      assert.equal(await codeOf(run.call(transact, service.request)), "out-of-time");
      assert.equal(service.requests, 1);
    });

    it("stops waiting at the moment of the cancellation and is not made again", async () => {
      const run = guardedRun();
      const service = new ScriptedService(fail("provider-error"), {});
      setTimeout(() => run.cancel(), 300);
      assert.equal(await codeOf(run.call(append, service.request)), "provider-error");
      assert.equal(clock.now(), 1_000_300);
      await vi.advanceTimersByTimeAsync(600_000);
      assert.equal(service.requests, 1);
    });

    it("is awaited when it is under way at the cancellation", async () => {
      const run = guardedRun();
      const service = new ScriptedService({ takesMs: 90_000 });
      setTimeout(() => run.cancel(), 1_000);
      assert.deepEqual(await outcomeOf(run.call(append, service.request)), {
        status: "fulfilled",
        value: "done",
      });
    });
  });

  it("fails with a code of the table and never with cockatiel's own errors", async () => {
    for (const code of Object.keys(failureTable).filter(isFailureCode))
      for (const call of [append, create, read, transact, tell])
        assert.equal(
          await codeOf(guardedRun({ lastsMs: 400_000 }).call(call, new ScriptedService(fail(code)).request)),
          code,
        );
  });
});
