import { describe, expect, it } from "vitest";
import { stateOf } from "../contract/store/link-fixtures.ts";
import { tenant1 } from "../contract/store/near-misses.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { MemoryDatabase } from "./memory-database.ts";
import { MemoryExportLedger } from "./memory-export-ledger.ts";

/** Counts its own runs in the state: not re-entrant, so it shows how often it was run. */
const careless: Transition<number> = (state = stateOf(tenant1, { ledger: { nextSequence: 0 } })) => {
  const nextSequence = state.ledger.nextSequence + 1;
  return { state: { ...state, ledger: { ...state.ledger, nextSequence } }, result: nextSequence };
};

describe("MemoryExportLedger", () => {
  it("runs a transition once", async () => {
    const ledger = new MemoryExportLedger(new MemoryDatabase());
    expect(await ledger.transact(tenant1, careless)).toBe(1);
    expect(await ledger.transact(tenant1, careless)).toBe(2);
  });

  it("shows a transition that is not re-entrant, when told to run it again", async () => {
    const ledger = new MemoryExportLedger(new MemoryDatabase(), { rerunTransitions: true });
    expect(await ledger.transact(tenant1, careless)).toBe(2);
    expect(await ledger.transact(tenant1, careless)).toBe(4);
  });

  it("takes a transition's turn at once, so that nothing called later comes before it", async () => {
    const ledger = new MemoryExportLedger(new MemoryDatabase());
    const results = await Promise.all([1, 2, 3].map(() => ledger.transact(tenant1, careless)));
    expect(results).toEqual([1, 2, 3]);
  });
});
