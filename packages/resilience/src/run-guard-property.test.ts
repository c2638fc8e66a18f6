import assert from "node:assert/strict";
import { type FailureCode, failureKind, failureTable, isFailureCode } from "@attendance-export/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { guardedRun } from "../test/guarded-run.ts";
import { type ScriptedRequest, ScriptedService } from "../test/scripted-service.ts";
import { seededIds } from "../test/seeded-ids.ts";
import { clock, outcomeOf } from "../test/virtual-time.ts";
import { defaultResiliencePolicy, type Service } from "./policy.ts";
import type { CallKind, PortCall } from "./port-call.ts";

const { closingMs, services } = defaultResiliencePolicy;
const CALLS = 6;

const codes = Object.keys(failureTable).filter(isFailureCode);
/** The codes that are worth a retry come up as often as all the others together. */
const patient = codes.filter((code) => failureTable[code].retry === "in-run");

const request: fc.Arbitrary<ScriptedRequest> = fc.record(
  {
    takesMs: fc.oneof(fc.constant(0), fc.nat(400_000)),
    fails: fc.oneof(fc.constantFrom(...patient), fc.constantFrom<FailureCode>(...codes)),
    details: fc.record({ retryAfterMs: fc.nat(200_000) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const portCall: fc.Arbitrary<PortCall> = fc.record({
  name: fc.constant("any"),
  service: fc.constantFrom<Service>("sheets", "store", "notices"),
  kind: fc.constantFrom<CallKind>("read", "repeatable", "once"),
});

const scenario = fc.record({
  seed: fc.integer(),
  lastsMs: fc.nat(900_000),
  cancelAfterMs: fc.option(fc.nat(600_000)),
  calls: fc.array(fc.tuple(portCall, fc.array(request, { minLength: 1, maxLength: 8 })), {
    minLength: 1,
    maxLength: CALLS,
  }),
});

describe("whatever happens to the calls of a run", () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  it("keeps its deadline, its retries and its promises", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, lastsMs, cancelAfterMs, calls }) => {
        vi.setSystemTime(0);
        vi.clearAllTimers();
        const run = guardedRun({ lastsMs, jitter: seededIds(seed) });
        if (cancelAfterMs !== null) setTimeout(() => run.cancel(), cancelAfterMs);
        const cancelledAt = cancelAfterMs ?? Number.POSITIVE_INFINITY;
        let attempts = 0;
        for (const [call, script] of calls) {
          const service = new ScriptedService(...script);
          const startedAt = clock.now();
          const outcome = await outcomeOf(run.call(call, service.request));
          const { readMs, writeMs, wholeCallMs, closesRuns } = services[call.service];
          const timeoutMs = call.kind === "read" ? readMs : writeMs;
          const deadline = closesRuns ? lastsMs : lastsMs - closingMs;
          for (const beganAt of service.beganAt) {
            assert.ok(beganAt + timeoutMs <= deadline, "an attempt could not have been awaited");
            assert.ok(
              beganAt + timeoutMs <= startedAt + wholeCallMs,
              "a call may take longer than others wait",
            );
            assert.ok(beganAt <= cancelledAt || closesRuns, "an attempt was made after the cancellation");
          }
          if (service.requests > 0) assert.ok(clock.now() <= deadline, "an answer came after the deadline");
          assert.ok(service.requests <= 6, "more than five retries");
          attempts += service.requests;

          const told = script.slice(0, service.requests);
          if (call.kind === "once")
            for (const { fails, takesMs = 0 } of told.slice(0, -1))
              assert.ok(
                fails !== undefined && takesMs < timeoutMs && failureKind(fails).class === "transient",
                "what may happen once was repeated in doubt",
              );
          if (service.requests === 0) assert.equal(outcome.status, "rejected");
        }
        assert.ok(attempts <= calls.length * 1.1 + 10, "more retries than the run has");
      }),
      { numRuns: 500, seed: 20_260_921 },
    );
  });
});
