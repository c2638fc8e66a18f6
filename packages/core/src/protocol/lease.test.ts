import { describe, expect, it } from "vitest";
import { linkState, ME, NOW, OTHER } from "../../test/link-state.ts";
import { leaseHeldByAnother } from "./lease.ts";

const claim = { runId: ME, now: NOW, leaseMs: 1 };

describe("a link is another run's", () => {
  it.each([
    ["while that one's lease lasts", { owner: OTHER, until: NOW + 1, ghosts: [] }, true],
    ["not at the moment it lapses", { owner: OTHER, until: NOW, ghosts: [] }, false],
    ["not where the lease is one's own", { owner: ME, until: NOW + 1, ghosts: [] }, false],
    ["not where nobody has it", null, false],
  ])("%s", (_when, lease, held) => {
    expect(leaseHeldByAnother(linkState({ ledger: { lease } }).ledger, claim)).toBe(held);
  });
});
