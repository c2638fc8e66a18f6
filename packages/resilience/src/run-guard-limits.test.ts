import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { append, codeOf, fail, read, tell, transact } from "../test/guarded-calls.ts";
import { guardedRun } from "../test/guarded-run.ts";
import { ScriptedService } from "../test/scripted-service.ts";
import { noWaits } from "../test/seeded-ids.ts";
import { clock, failureOf, outcomeOf } from "../test/virtual-time.ts";
import { ProviderCircuit } from "./provider-circuit.ts";
import type { RunGuard } from "./run-guard.ts";

describe("a guarded call", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  describe("of a run with few retries left", () => {
    const failingCalls = async (run: RunGuard, calls: number): Promise<number> => {
      const service = new ScriptedService(fail("unreachable"));
      for (let call = 0; call < calls; call += 1) await failureOf(run.call(transact, service.request));
      return service.requests;
    };

    it("shares ten retries with all the others, and one more for ten calls", async () => {
      // Two calls spend the ten; the second of them and nine more earn one.
      const run = guardedRun({ jitter: noWaits });
      assert.equal(await failingCalls(run, 2), 12);
      assert.equal(await failingCalls(run, 8), 8);
      assert.equal(await failingCalls(run, 1), 2);
    });

    it("never makes more than ten attempts above 1.1 times the calls", async () => {
      const run = guardedRun({ jitter: noWaits });
      const calls = 500;
      assert.ok((await failingCalls(run, calls)) <= calls * 1.1 + 10);
    });

    it("takes nothing from another run", async () => {
      await failingCalls(guardedRun({ jitter: noWaits }), 20);
      assert.equal(await failingCalls(guardedRun({ jitter: noWaits }), 1), 6);
    });
  });

  describe("to a provider in trouble", () => {
    it("is not made while the circuit is open, by any run of the process", async () => {
      const circuit = new ProviderCircuit({ clock });
      const service = new ScriptedService(fail("provider-error"));
      for (let run = 0; run < 10; run += 1)
        await failureOf(guardedRun({ circuit, jitter: noWaits }).call(append, service.request));
      assert.equal(service.requests, 20);
      assert.equal(await codeOf(guardedRun({ circuit }).call(read, service.request)), "circuit-open");
      assert.equal(service.requests, 20);
    });

    it("leaves the store and the notices alone", async () => {
      const circuit = new ProviderCircuit({ clock });
      const down = new ScriptedService(fail("provider-error"));
      for (let call = 0; call < 20; call += 1) await failureOf(circuit.call(down.request));
      const service = new ScriptedService({});
      await outcomeOf(guardedRun({ circuit }).call(transact, service.request));
      await outcomeOf(guardedRun({ circuit }).call(tell, service.request));
      assert.equal(service.requests, 2);
    });

    it("counts silence as trouble", async () => {
      const circuit = new ProviderCircuit({ clock });
      const silent = new ScriptedService({ takesMs: 3_600_000 });
      const calls = Array.from({ length: 20 }, () =>
        codeOf(guardedRun({ circuit }).call(read, silent.request)),
      );
      assert.deepEqual(new Set(await Promise.all(calls)), new Set(["no-answer"]));
      assert.equal(await codeOf(guardedRun({ circuit }).call(read, silent.request)), "circuit-open");
    });
  });
});
