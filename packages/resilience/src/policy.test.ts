import assert from "node:assert/strict";
import { defaultExportPolicy, failureTable } from "@attendance-export/core";
import { describe, it } from "vitest";
import { defaultCircuitPolicy, defaultResiliencePolicy } from "./policy.ts";

const { services, closingMs, retries, retriesHeld, backOff } = defaultResiliencePolicy;

describe("the numbers of production", () => {
  it("let a send, with the note that precedes it, end before others stop waiting for it", () => {
    assert.ok(services.store.wholeCallMs + services.sheets.wholeCallMs <= defaultExportPolicy.lateMs);
  });

  it("let both end before the lease lapses", () => {
    assert.ok(services.store.wholeCallMs + services.sheets.wholeCallMs < defaultExportPolicy.leaseMs);
  });

  it("wait for a write as long as the core expects it to take", () => {
    assert.equal(services.sheets.writeMs, defaultExportPolicy.writeMs);
  });

  it("keep the last of a run's time for its end: for the store, and for who must be told", () => {
    const closing = Object.entries(services).filter(([, { closesRuns }]) => closesRuns);
    assert.deepEqual(
      closing.map(([name]) => name),
      ["store", "notices"],
    );
  });

  it("keep enough time for the calls that close a run", () => {
    for (const { closesRuns, readMs, writeMs } of Object.values(services))
      if (closesRuns) assert.ok(Math.max(readMs, writeMs) < closingMs);
  });

  it("leave room for every retry of a call that fails at once", () => {
    const longest = Array.from({ length: retries }, (_, retry) =>
      Math.min(backOff.capMs, backOff.baseMs * 2 ** retry),
    ).reduce((sum, wait) => sum + wait, 0);
    for (const { wholeCallMs, readMs, writeMs } of Object.values(services))
      assert.ok(longest + Math.max(readMs, writeMs) <= wholeCallMs);
    assert.ok(retries <= retriesHeld);
  });

  it("call silence by a code that leaves the outcome open", () => {
    for (const { unanswered } of Object.values(services))
      assert.equal(failureTable[unanswered].class, "ambiguous");
  });

  it("let a single run neither open the circuit by one call nor keep it open for ever", () => {
    assert.ok(retries + 1 < defaultCircuitPolicy.leastCalls);
    assert.ok(defaultCircuitPolicy.openMs > 0 && Number.isFinite(defaultCircuitPolicy.openMs));
  });
});
