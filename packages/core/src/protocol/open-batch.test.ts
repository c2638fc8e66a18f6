import { describe, expect, it } from "vitest";
import { LEASE_MS, linkState, ME, NOW, news, OTHER, openBatch } from "../../test/link-state.ts";
import type { OpenBatch } from "../model/batch.ts";
import type { Transition } from "../ports/export-ledger.ts";
import {
  applyBatch,
  type BatchStanding,
  giveUpBatch,
  moveReceipts,
  noteAnswered,
  noteInconclusive,
  noteSending,
  noteUnknownRefusal,
} from "./open-batch.ts";

const afterwards = (transition: Transition<BatchStanding>, open: Partial<OpenBatch> = {}) =>
  transition(linkState({ ledger: { open: openBatch(open) } })).result;

describe("an open batch", () => {
  it("has a request under way from the moment before it is sent", () => {
    expect(afterwards(noteSending(news), { unansweredSince: null })).toEqual(
      openBatch({ unansweredSince: NOW }),
    );
  });

  it("has none under way after an answer", () => {
    expect(afterwards(noteAnswered(news))).toEqual(openBatch({ unansweredSince: null }));
  });

  it("is applied once its rows are certain, and its time is the one that every worker writes", () => {
    expect(afterwards(applyBatch(news))).toEqual(
      openBatch({ state: "applied", appliedAt: NOW, unansweredSince: null }),
    );
    const earlier = { state: "applied", appliedAt: NOW - 9, unansweredSince: null } as const;
    expect(afterwards(applyBatch(news), earlier)?.appliedAt).toBe(NOW - 9);
  });

  it("is left as it is once it is applied, whatever a late worker believes", () => {
    const applied = openBatch({ state: "applied", appliedAt: NOW - 9, unansweredSince: null });
    const state = linkState({ ledger: { open: applied } });
    for (const transition of [
      noteSending(news),
      noteAnswered(news),
      giveUpBatch({ ...news, reason: "content" }),
      moveReceipts({ ...news, takenId: applied.receipt.id, receiptBase: 7 }),
    ])
      expect(transition(state)).toEqual({ result: applied });
  });

  it("renews the lease of its own run and leaves another's alone", () => {
    const mine = noteSending(news)(linkState({ ledger: { open: openBatch() } })).state?.ledger.lease;
    expect(mine).toEqual({ owner: ME, until: NOW + LEASE_MS, ghosts: [] });
    const lease = { owner: OTHER, until: NOW + 5, ghosts: [] };
    const others = noteSending(news)(linkState({ ledger: { open: openBatch(), lease } }));
    expect(others.state?.ledger.lease).toEqual(lease);
  });
});

describe("a send with an open outcome", () => {
  const counted = { ...news, limit: 5, silentSince: null };

  it("is counted, and remembers since when a silent request may be under way", () => {
    const silent = noteInconclusive({ ...counted, before: 0, silentSince: NOW - 7 });
    expect(afterwards(silent)).toEqual(openBatch({ inconclusive: 1, unansweredSince: NOW - 7 }));
  });

  it("is counted once, however often the store runs it", () => {
    const note = noteInconclusive({ ...counted, before: 2 });
    const state = linkState({ ledger: { open: openBatch({ inconclusive: 2 }) } });
    const first = note(state);
    expect(note(first.state).result).toEqual(first.result);
    expect(first.result?.inconclusive).toBe(3);
  });

  it("does not take back what another worker has counted since", () => {
    expect(afterwards(noteInconclusive({ ...counted, before: 0 }), { inconclusive: 3 })?.inconclusive).toBe(
      3,
    );
  });

  it("gives the batch up at the limit, to be halved", () => {
    const giveUp = (before: number) => afterwards(noteInconclusive({ ...counted, before }))?.giveUp;
    expect([3, 4, 5].map(giveUp)).toEqual([null, "unanswered", "unanswered"]);
  });

  it("never gives up a batch of one: an outage is no fault of its record", () => {
    expect(afterwards(noteInconclusive({ ...counted, before: 9 }), { size: 1 })?.giveUp).toBeNull();
  });

  it("keeps the reason for which the batch was given up before", () => {
    const note = noteInconclusive({ ...counted, before: 9 });
    expect(afterwards(note, { giveUp: "content" })?.giveUp).toBe("content");
  });
});

describe("a refusal in unknown words", () => {
  const seen = { ...news, limit: 2, searching: false };

  it("is not held against the batch at first sight", () => {
    expect(afterwards(noteUnknownRefusal({ ...seen, before: 0 }))).toEqual(
      openBatch({ unknownRefusals: 1, unansweredSince: null }),
    );
  });

  it("counts once, however often the store runs it", () => {
    const note = noteUnknownRefusal({ ...seen, before: 0 });
    const first = note(linkState({ ledger: { open: openBatch() } }));
    expect(note(first.state).result?.giveUp).toBeNull();
  });

  it("gives the batch up at second sight, its void receipt leaving at once", () => {
    expect(afterwards(noteUnknownRefusal({ ...seen, before: 1 }))).toEqual(
      openBatch({ unknownRefusals: 2, giveUp: "content", unansweredSince: NOW }),
    );
  });

  it("gives the batch up at once while a record is searched for", () => {
    expect(afterwards(noteUnknownRefusal({ ...seen, before: 0, searching: true }))?.giveUp).toBe("content");
  });

  it("keeps the reason for which the batch was given up before", () => {
    const note = noteUnknownRefusal({ ...seen, before: 0 });
    expect(afterwards(note, { giveUp: "unanswered" })?.giveUp).toBe("unanswered");
  });
});

describe("giving a batch up", () => {
  it("is written down with the reason, its void receipt leaving at once", () => {
    expect(afterwards(giveUpBatch({ ...news, reason: "content" }))).toEqual(
      openBatch({ giveUp: "content", unansweredSince: NOW }),
    );
  });

  it("keeps the first reason", () => {
    const again = giveUpBatch({ ...news, reason: "content" });
    expect(afterwards(again, { giveUp: "relinked" })?.giveUp).toBe("relinked");
  });
});

describe("a stranger's mark under the receipt's id", () => {
  const move = moveReceipts({ ...news, takenId: 1_000_005, receiptBase: 2_000_000 });

  it("moves the link to fresh ids, and the batch to the one that belongs to its sequence", () => {
    const { state, result } = move(linkState({ ledger: { open: openBatch() } }));
    const moved = openBatch({ receipt: { id: 2_000_005, tag: "finger-batch-five" }, unansweredSince: NOW });
    expect(result).toEqual(moved);
    expect(state?.ledger).toMatchObject({ open: moved, receiptBase: 2_000_000 });
  });

  it("moves them once: of two workers that met it, the second sends under the ids of the first", () => {
    const first = move(linkState({ ledger: { open: openBatch() } }));
    const second = moveReceipts({ ...news, runId: OTHER, takenId: 1_000_005, receiptBase: 3_000_000 });
    expect(second(first.state)).toEqual({ result: first.result });
  });
});
