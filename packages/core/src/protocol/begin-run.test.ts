import { describe, expect, it } from "vitest";
import { LEASE_MS, linkState, ME, NOW, news, OTHER, openBatch, SHEET_B } from "../../test/link-state.ts";
import { runId } from "../model/ids.ts";
import { beginRun } from "./begin-run.ts";

const begin = beginRun(news, () => NOW + 3_600_000);

describe("a run that begins", () => {
  it("takes the lease of a link that nobody works on", () => {
    const { state, result } = begin(linkState({ ledger: { lease: null } }));
    expect(state?.ledger.lease).toEqual({ owner: ME, until: NOW + LEASE_MS, ghosts: [] });
    expect(result).toEqual({ status: "begun", state, ghosts: [] });
  });

  it("writes down when it tried, and when the link is due next should it die", () => {
    const { state } = begin(linkState({ ledger: { lease: null, askedBy: OTHER } }));
    expect(state?.ledger.askedBy).toBeNull();
    expect(state?.link.lastAttempt).toBe(NOW);
    expect(state?.link.polling).toMatchObject({ lastPolledAt: NOW, nextPollAt: NOW + 3_600_000 });
  });

  it("is refused the lease while another run holds it", () => {
    const lease = { owner: OTHER, until: NOW + 1, ghosts: [] };
    expect(begin(linkState({ ledger: { lease } }))).toEqual({
      result: { status: "busy", owner: OTHER, until: NOW + 1 },
    });
  });

  it("takes over a lease that has lapsed, and learns whose history it has to close", () => {
    const lease = { owner: OTHER, until: NOW, ghosts: [runId("run-older")] };
    const { result } = begin(linkState({ ledger: { lease } }));
    expect(result).toMatchObject({ status: "begun", ghosts: ["run-older", OTHER] });
  });

  it("remembers the last twenty runs that died in a row", () => {
    const ghosts = Array.from({ length: 20 }, (_, index) => runId(`ghost-${index}`));
    const { result } = begin(linkState({ ledger: { lease: { owner: OTHER, until: NOW, ghosts } } }));
    expect(result).toMatchObject({ ghosts: [...ghosts.slice(1), OTHER] });
  });

  it("keeps its own lease when it is repeated, without being its own ghost", () => {
    const { result } = begin(linkState());
    expect(result).toMatchObject({ status: "begun", ghosts: [] });
  });

  it("finds no link where the admin took it away", () => {
    expect(begin(linkState({ link: { status: "unlinked" } }))).toEqual({ result: undefined });
  });

  it("opens an orphan of this sheet again, at the price of a number of the sequence", () => {
    const orphan = openBatch({ giveUp: "relinked" });
    const { state } = begin(linkState({ ledger: { lease: null, orphans: [orphan] } }));
    expect(state?.ledger).toMatchObject({ open: orphan, orphans: [], nextSequence: 7 });
  });

  it("leaves orphans of other sheets and of a sheet with an open batch alone", () => {
    const elsewhere = openBatch({ sheet: SHEET_B });
    const away = begin(linkState({ ledger: { lease: null, orphans: [elsewhere] } }));
    expect(away.state?.ledger).toMatchObject({ open: null, orphans: [elsewhere], nextSequence: 6 });
    const open = openBatch({ sequence: 4, state: "applied", appliedAt: NOW });
    const busy = begin(linkState({ ledger: { lease: null, open, orphans: [openBatch()] } }));
    expect(busy.state?.ledger).toMatchObject({ open, orphans: [openBatch()], nextSequence: 6 });
  });

  it("opens one orphan at a time, the oldest first", () => {
    const [first, second] = [openBatch({ sequence: 3 }), openBatch({ sequence: 4 })];
    const { state } = begin(linkState({ ledger: { lease: null, orphans: [first, second] } }));
    expect(state?.ledger).toMatchObject({ open: first, orphans: [second] });
  });
});
