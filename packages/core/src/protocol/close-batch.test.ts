import { describe, expect, it } from "vitest";
import { LEASE_MS, linkState, ME, NOW, news, OTHER, openBatch } from "../../test/link-state.ts";
import type { OpenBatch } from "../model/batch.ts";
import { confirmBatch, voidBatch } from "./close-batch.ts";

const applied = (wanted: Partial<OpenBatch> = {}): OpenBatch =>
  openBatch({ state: "applied", appliedAt: NOW - 1, unansweredSince: null, ...wanted });
const confirm = confirmBatch({ ...news, maxRows: 10 });

describe("confirming a batch", () => {
  it("closes it, drops its rows and renews the lease", () => {
    const { state, batch } = confirm(linkState({ ledger: { open: applied() } }));
    expect(state?.ledger).toMatchObject({ open: null, lease: { owner: ME, until: NOW + LEASE_MS } });
    const { sequence, linkId, sheet, receipt, size, plannedAt } = openBatch();
    const outcome = "confirmed";
    const over = { sequence, linkId, sheet, receipt, size, plannedAt, outcome, closedAt: NOW };
    expect(batch).toEqual({ kind: "close", batch: over });
  });

  it("lets the next batches grow, up to the most that the policy allows", () => {
    const small = confirm(linkState({ ledger: { open: applied(), batchLimit: 2 } }));
    expect(small.state?.ledger.batchLimit).toBe(4);
    const large = confirm(linkState({ ledger: { open: applied(), batchLimit: 8 } }));
    expect(large.state?.ledger.batchLimit).toBe(10);
  });

  it("narrows a search down to what is left of the suspects", () => {
    const leftOf = (suspects: number, size: number) => {
      const { batchLimit, suspects: left } =
        confirm(linkState({ ledger: { open: applied({ size }), batchLimit: 3, suspects } })).state?.ledger ??
        {};
      return [left, batchLimit];
    };
    expect(leftOf(8, 4)).toEqual([4, 2]);
    expect(leftOf(4, 1)).toEqual([3, 2]);
    expect(leftOf(2, 1)).toEqual([1, 1]);
    // The suspects went through: whatever was refused was not among them.
    expect(leftOf(4, 4)).toEqual([0, 6]);
  });

  it("does not confirm a batch whose rows are not certain", () => {
    const planned = linkState({ ledger: { open: openBatch() } });
    expect(confirm(planned)).toEqual({ result: { state: planned, closedHere: false } });
  });

  it("leaves the batch that is open today to its own run, however late the news is", () => {
    const today = linkState({ ledger: { open: applied({ sequence: 9 }), nextSequence: 10 } });
    expect(confirm(today)).toEqual({ result: { state: today, closedHere: false } });
  });

  it("is counted by the run that closed it and by no other", () => {
    const { state, result } = confirm(linkState({ ledger: { open: applied() } }));
    expect(result?.closedHere).toBe(true);
    expect(confirm(state).result?.closedHere).toBe(true);
    expect(confirmBatch({ ...news, runId: OTHER, maxRows: 10 })(state).result?.closedHere).toBe(false);
    expect(confirmBatch({ ...news, sequence: 4, maxRows: 10 })(state).result?.closedHere).toBe(false);
  });

  it("notes every fiftieth as a milestone, and keeps the last 64 of them", () => {
    const milestones = Array.from({ length: 64 }, (_, index) => ({ sequence: index, at: index }));
    const at = (sequence: number) =>
      confirmBatch({ ...news, sequence, maxRows: 10 })(
        linkState({ ledger: { open: applied({ sequence }), milestones } }),
      ).state?.ledger.milestones;
    expect(at(149)).toEqual(milestones);
    expect(at(150)).toEqual([...milestones.slice(1), { sequence: 150, at: NOW }]);
  });
});

describe("voiding a batch", () => {
  it("searches its records in batches of half its size, and ends the search with a batch of one", () => {
    const ledgerAfter = (size: number) => {
      const open = openBatch({ size, giveUp: "content" });
      return voidBatch(news)(linkState({ ledger: { open, suspects: 9 } })).state?.ledger;
    };
    expect([5, 4, 3, 2, 1].map((size) => ledgerAfter(size)?.batchLimit)).toEqual([3, 2, 2, 1, 1]);
    expect([5, 4, 3, 2, 1].map((size) => ledgerAfter(size)?.suspects)).toEqual([5, 4, 3, 2, 0]);
  });

  it("halves the batches of a size that got no answers, and searches for nobody", () => {
    const limitAfter = (size: number) => {
      const open = openBatch({ size, giveUp: "unanswered" });
      return voidBatch(news)(linkState({ ledger: { open, suspects: 0 } })).state?.ledger;
    };
    expect(limitAfter(5)).toMatchObject({ batchLimit: 3, suspects: 0 });
    expect(limitAfter(1)).toMatchObject({ batchLimit: 1, suspects: 0 });
  });

  it("does not hold a relink against the batches of the new link", () => {
    const { state, batch } = voidBatch(news)(
      linkState({ ledger: { open: openBatch({ giveUp: "relinked" }) } }),
    );
    expect(state?.ledger).toMatchObject({ open: null, batchLimit: 8 });
    expect(batch).toMatchObject({ kind: "close", batch: { sequence: 5, outcome: "void" } });
  });

  it("does not void a batch whose rows are on the sheet for certain", () => {
    const state = linkState({ ledger: { open: applied() } });
    expect(voidBatch(news)(state)).toEqual({ result: { state, closedHere: false } });
  });
});
