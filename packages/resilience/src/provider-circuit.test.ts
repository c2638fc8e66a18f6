import assert from "node:assert/strict";
import { type FailureCode, failureTable, isFailureCode, PortFailure } from "@attendance-export/core";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { ScriptedService } from "../test/scripted-service.ts";
import { clock, failureOf, outcomeOf } from "../test/virtual-time.ts";
import { ProviderCircuit, saysOutage } from "./provider-circuit.ts";

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  ((await failureOf(promise)) as PortFailure).code;

const callsOf = async (
  circuit: ProviderCircuit,
  service: ScriptedService,
  calls: number,
): Promise<readonly string[]> => {
  const codes: string[] = [];
  for (let call = 0; call < calls; call += 1) {
    const outcome = await outcomeOf(circuit.call(service.request));
    codes.push(outcome.status === "fulfilled" ? outcome.value : (outcome.reason as PortFailure).code);
  }
  return codes;
};

describe("the provider's circuit", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  const opened = async (): Promise<ProviderCircuit> => {
    const circuit = new ProviderCircuit({ clock });
    await callsOf(circuit, new ScriptedService({ fails: "provider-error" }), 20);
    return circuit;
  };

  it("lets the first twenty calls through and no more when all of them fail", async () => {
    const service = new ScriptedService({ fails: "provider-error" });
    const codes = await callsOf(new ProviderCircuit({ clock }), service, 30);
    assert.deepEqual(codes, [
      ...Array.from({ length: 20 }, () => "provider-error"),
      ...Array.from({ length: 10 }, () => "circuit-open"),
    ]);
    assert.equal(service.requests, 20);
  });

  it("says why no call is made, and what the breaker says of it", async () => {
    const circuit = await opened();
    const failure = await failureOf(circuit.call(new ScriptedService({}).request));
    const message = "Google Sheets failed too often; no call is made for a while.";
    assert.equal((failure as Error).message, message);
    assert.ok((failure as Error).cause instanceof Error);
  });

  it("stays closed while half of the calls are answered", async () => {
    const lines = Array.from({ length: 100 }, (_, line) =>
      line % 2 === 0 ? {} : ({ fails: "no-answer" } as const),
    );
    const service = new ScriptedService(...lines);
    await callsOf(new ProviderCircuit({ clock }), service, 100);
    assert.equal(service.requests, 100);
  });

  it("lets one call through after a minute and closes when it is answered", async () => {
    const circuit = await opened();
    const service = new ScriptedService({});
    vi.setSystemTime(Date.now() + 59_999);
    assert.deepEqual(await callsOf(circuit, service, 1), ["circuit-open"]);
    vi.setSystemTime(Date.now() + 1);
    assert.deepEqual(await callsOf(circuit, service, 3), ["done", "done", "done"]);
  });

  it("refuses the others at once while the one call decides, instead of letting them wait", async () => {
    const circuit = await opened();
    vi.setSystemTime(Date.now() + 60_000);
    const before = Date.now();
    const deciding = circuit.call(new ScriptedService({ takesMs: 50_000 }).request);
    const other = new ScriptedService({});
    assert.equal(await codeOf(circuit.call(other.request)), "circuit-open");
    assert.equal(other.requests, 0);
    assert.deepEqual(await outcomeOf(deciding), { status: "fulfilled", value: "done" });
    assert.equal(Date.now(), before + 50_000);
    assert.deepEqual(await callsOf(circuit, other, 1), ["done"]);
  });

  it("opens for another minute when the one call fails as well", async () => {
    const circuit = await opened();
    vi.setSystemTime(Date.now() + 60_000);
    const service = new ScriptedService({ fails: "unreachable" }, {});
    assert.deepEqual(await callsOf(circuit, service, 2), ["unreachable", "circuit-open"]);
    vi.setSystemTime(Date.now() + 60_000);
    assert.deepEqual(await callsOf(circuit, service, 1), ["done"]);
  });

  it("needs twenty calls again after it has closed", async () => {
    const circuit = await opened();
    vi.setSystemTime(Date.now() + 60_000);
    const service = new ScriptedService({}, { fails: "provider-error" });
    // The call that closed it is the first of them.
    const codes = await callsOf(circuit, service, 20);
    assert.equal(codes.at(-1), "provider-error");
    assert.deepEqual(await callsOf(circuit, service, 1), ["circuit-open"]);
  });

  const innocent = Object.keys(failureTable)
    .filter(isFailureCode)
    .filter((code) => failureTable[code].blame !== "provider");

  it.each(innocent)("takes %s for an answer of a provider that works", async (code) => {
    const service = new ScriptedService({ fails: code });
    await callsOf(new ProviderCircuit({ clock }), service, 100);
    assert.equal(service.requests, 100);
  });

  it("counts answers that are failures towards the calls, not only those that are thrown through", async () => {
    const circuit = new ProviderCircuit({ clock });
    await callsOf(circuit, new ScriptedService({ fails: "access-denied" }), 60);
    // 40 of 100 is not more than half, 40 of 40 would be.
    const service = new ScriptedService({ fails: "provider-error" });
    await callsOf(circuit, service, 40);
    assert.equal(service.requests, 40);
  });

  it("hands a defect through as it is and learns nothing from it", async () => {
    const bug = new TypeError("a defect of ours");
    const circuit = new ProviderCircuit({ clock });
    for (let call = 0; call < 50; call += 1)
      assert.equal(await failureOf(circuit.call(() => Promise.reject(bug))), bug);
    assert.deepEqual(await callsOf(circuit, new ScriptedService({}), 1), ["done"]);
  });

  it("sees an outage in four codes, all blamed on the provider and none permanent", () => {
    const codes = Object.keys(failureTable).filter(isFailureCode);
    const outages = codes.filter((code) => saysOutage(new PortFailure(code, "seen")));
    assert.deepEqual(outages.toSorted(), [
      "no-answer",
      "provider-error",
      "rate-limited",
      "unreachable",
    ] satisfies FailureCode[]);
    for (const code of outages) {
      assert.equal(failureTable[code].blame, "provider");
      assert.notEqual(failureTable[code].class, "permanent");
    }
  });
});
