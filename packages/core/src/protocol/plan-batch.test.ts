import { describe, expect, it } from "vitest";
import { frozenRow, LEASE_MS, linkState, ME, NOW, news, OTHER, openBatch } from "../../test/link-state.ts";
import { linkId } from "../model/ids.ts";
import { type BatchProposal, planBatch } from "./plan-batch.ts";

const rows = ["a", "b", "c"].map(frozenRow);
const proposal: BatchProposal = {
  ...news,
  linkId: linkId("link-1"),
  sequence: 6,
  tag: "finger-batch-six",
  rows,
  despiteError: false,
};

describe("planning a batch", () => {
  it("freezes the rows under the next sequence and the receipt that belongs to it", () => {
    const { state, batch, result } = planBatch(proposal)(linkState());
    const open = {
      ...openBatch({ sequence: 6, size: 3, plannedAt: NOW, unansweredSince: NOW }),
      receipt: { id: 1_000_006, tag: "finger-batch-six" },
    };
    expect(result).toEqual({ status: "open", batch: open });
    expect(batch).toEqual({ kind: "freeze", batch: open, rows });
    expect(state?.ledger).toMatchObject({
      open,
      nextSequence: 7,
      lease: { owner: ME, until: NOW + LEASE_MS },
    });
  });

  it("plans nothing while a batch is open, and says which", () => {
    const open = openBatch({ plannedBy: OTHER });
    expect(planBatch(proposal)(linkState({ ledger: { open } }))).toEqual({
      result: { status: "open", batch: open },
    });
  });

  it("plans nothing that was read before another batch was opened", () => {
    const later = linkState({ ledger: { nextSequence: 7 } });
    expect(planBatch(proposal)(later)).toEqual({ result: { status: "moved" } });
  });

  it("plans nothing that was rendered for another link", () => {
    const relinked = linkState({ link: { linkId: linkId("link-2") } });
    expect(planBatch(proposal)(relinked)).toEqual({ result: { status: "moved" } });
  });

  it("plans nothing while another run holds the lease", () => {
    const lease = { owner: OTHER, until: NOW + 1, ghosts: [] };
    expect(planBatch(proposal)(linkState({ ledger: { lease } }))).toEqual({
      result: { status: "superseded" },
    });
  });

  it("plans on under a lease that has lapsed, and does not take it back from whom it belongs to", () => {
    const lease = { owner: OTHER, until: NOW, ghosts: [] };
    const { state, result } = planBatch(proposal)(linkState({ ledger: { lease } }));
    expect(result).toMatchObject({ status: "open" });
    expect(state?.ledger.lease).toEqual(lease);
  });

  it("plans nothing on a link that was flagged meanwhile, unless the run tries whether it is mended", () => {
    const flagged = linkState({ link: { status: "error", errorCode: "sheet-full" } });
    expect(planBatch(proposal)(flagged)).toEqual({ result: { status: "superseded" } });
    const { result } = planBatch({ ...proposal, despiteError: true })(flagged);
    expect(result).toMatchObject({ status: "open" });
  });

  it("plans nothing on a link that was taken away, whatever the run tries", () => {
    const gone = linkState({ link: { status: "unlinked" } });
    expect(planBatch({ ...proposal, despiteError: true })(gone)).toEqual({
      result: { status: "superseded" },
    });
  });

  it("opens an orphan of the sheet instead, for its rows may be there", () => {
    const orphan = openBatch({ giveUp: "relinked" });
    const { state, batch, result } = planBatch(proposal)(linkState({ ledger: { orphans: [orphan] } }));
    expect(result).toEqual({ status: "open", batch: orphan });
    expect(batch).toBeUndefined();
    expect(state?.ledger).toMatchObject({ open: orphan, orphans: [], nextSequence: 7 });
  });
});
