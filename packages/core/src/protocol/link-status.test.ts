import { describe, expect, it } from "vitest";
import { linkState, ME, NOW, OTHER } from "../../test/link-state.ts";
import { failureKind } from "../failures/failure-table.ts";
import type { Incident, LinkedSheet, LinkState, Notice } from "../model/linked-sheet.ts";
import { acknowledgeNotice, closeIncident, flagLink, trustLink } from "./link-status.ts";

const incident: Incident = { openedAt: NOW - 9, notifiedAt: null, instructed: false, remindersSent: 0 };
const told: Incident = { ...incident, notifiedAt: NOW - 5, instructed: true };
const failed: Notice = {
  id: `link-1-${NOW - 9}-failed`,
  kind: "link-failed",
  code: "access-revoked",
  at: NOW - 9,
};
const healed: Notice = {
  id: `link-1-${NOW - 100}-healed`,
  kind: "link-healed",
  code: null,
  at: NOW - 90,
};

const inError = (link: Partial<LinkedSheet> = {}, outbox: readonly Notice[] = []): LinkState =>
  linkState({
    link: { status: "error", errorCode: "access-revoked", errorDetails: "…", incident, ...link },
    ledger: { outbox },
  });
const flag = flagLink({ code: "sheet-full", runId: ME, grantVersion: 2, now: NOW });

describe("flagging a link", () => {
  it("says what the admin can do, opens an incident and puts its notice into the outbox", () => {
    const { state } = flag(linkState());
    const openedAt = NOW;
    expect(state?.link).toMatchObject({
      status: "error",
      errorCode: "sheet-full",
      errorDetails: failureKind("sheet-full").admin,
      incident: { openedAt, notifiedAt: null, instructed: false, remindersSent: 0 },
    });
    expect(state?.ledger.outbox).toEqual([
      { id: `link-1-${openedAt}-failed`, kind: "link-failed", code: "sheet-full", at: NOW },
    ]);
  });

  it("does nothing for a failure of a grant that was replaced since", () => {
    const reconnected = linkState({ link: { grantVersion: 3 } });
    expect(flag(reconnected)).toEqual({ result: reconnected });
  });

  it("does nothing for a failure that a run met before another took the link over", () => {
    const lease = { owner: OTHER, until: NOW + 1, ghosts: [] };
    for (const taken of [linkState({ ledger: { lease } }), linkState({ ledger: { lease: null } })])
      expect(flag(taken)).toEqual({ result: taken });
  });

  it("does nothing on a link that was taken away", () => {
    const gone = linkState({ link: { status: "unlinked" } });
    expect(flag(gone)).toEqual({ result: gone });
  });

  it("tells of an incident once, though the link looked healed in between", () => {
    const { state } = flag(linkState({ link: { incident: told } }));
    expect(state?.link.incident).toEqual(told);
    expect(state?.ledger.outbox).toEqual([]);
  });

  it("says what is to be done now when a link in error fails otherwise", () => {
    const { state } = flag(inError({ incident: told }));
    expect(state?.link).toMatchObject({
      errorCode: "sheet-full",
      errorDetails: failureKind("sheet-full").admin,
      incident: told,
    });
    expect(state?.ledger.outbox).toEqual([]);
  });

  it("adds its notice to what else waits", () => {
    const { state } = flag(linkState({ ledger: { outbox: [healed] } }));
    expect(state?.ledger.outbox).toMatchObject([healed, { kind: "link-failed", code: "sheet-full" }]);
  });

  it("changes nothing when the same failure is met again", () => {
    const error = inError({ errorCode: "sheet-full" }, [failed]);
    expect(flag(error)).toStrictEqual({ result: error });
  });

  it("tells admins who have not heard yet of the newest failure alone", () => {
    const { state } = flag(inError({}, [healed, failed]));
    expect(state?.ledger.outbox).toEqual([healed, { ...failed, code: "sheet-full" }]);
  });

  it("tells admins what to do, though they heard that the schedule rests", () => {
    // Whether it still rests or an admin has switched it on again.
    const suspension: Notice = { ...failed, id: `link-1-${NOW - 9}-suspended`, kind: "polling-suspended" };
    const heard = acknowledgeNotice(suspension.id, NOW)(inError({ status: "active" }, [suspension])).state;
    expect(heard?.link.incident).toMatchObject({ notifiedAt: NOW, instructed: false });
    const { state } = flag(heard);
    expect(state?.ledger.outbox).toMatchObject([{ kind: "link-failed", code: "sheet-full" }]);
  });
});

describe("trusting a link", () => {
  const trust = trustLink({ runId: ME, grantVersion: 2 });

  it("lets work begin, drops what has become untrue, and keeps the incident until a run is good", () => {
    const { state } = trust(inError({}, [healed, failed]));
    expect(state?.link).toMatchObject({ status: "active", errorCode: null, errorDetails: null, incident });
    expect(state?.ledger.outbox).toEqual([healed]);
  });

  it("is up to the run that has the link, and to the grant in force", () => {
    const error = inError();
    expect(trustLink({ runId: OTHER, grantVersion: 2 })(error)).toEqual({ result: error });
    expect(trustLink({ runId: ME, grantVersion: 1 })(error)).toEqual({ result: error });
  });

  it("leaves a link that was taken away", () => {
    const gone = linkState({ link: { status: "unlinked" } });
    expect(trust(gone)).toEqual({ result: gone });
  });
});

describe("closing an incident", () => {
  const close = closeIncident({ runId: ME, now: NOW });

  it("tells admins who heard of it that it is over", () => {
    const { state } = close(inError({ incident: told }));
    expect(state?.link).toMatchObject({
      status: "active",
      errorCode: null,
      errorDetails: null,
      incident: null,
    });
    expect(state?.ledger.outbox).toEqual([
      { id: `link-1-${NOW - 9}-healed`, kind: "link-healed", code: null, at: NOW },
    ]);
  });

  it("leaves admins in peace who never heard of it", () => {
    const { state } = close(inError({}, [failed]));
    expect(state?.link.incident).toBeNull();
    expect(state?.ledger.outbox).toEqual([]);
  });

  it("closes the incident of a link that is trusted again", () => {
    const { state } = close(linkState({ link: { incident: told } }));
    expect(state?.link.incident).toBeNull();
    expect(state?.ledger.outbox).toMatchObject([{ kind: "link-healed" }]);
  });

  it("heals a link whose incident nobody knows of any more", () => {
    const { state } = close(inError({ incident: null }, [failed]));
    expect(state?.link).toMatchObject({ status: "active", errorCode: null, incident: null });
    expect(state?.ledger.outbox).toEqual([]);
  });

  it("costs nothing on a link that is well or gone", () => {
    for (const state of [linkState(), linkState({ link: { status: "unlinked" } })])
      expect(close(state)).toEqual({ result: state });
  });

  it("is up to the run that has the link: old good news heal no link that was flagged since", () => {
    const error = inError({ incident: told });
    expect(closeIncident({ runId: OTHER, now: NOW })(error)).toEqual({ result: error });
  });
});

describe("crossing a notice off", () => {
  it("remembers when admins heard of the incident, the first time", () => {
    const first = acknowledgeNotice(failed.id, NOW)(inError({}, [failed, healed])).state;
    expect(first?.link.incident?.notifiedAt).toBe(NOW);
    expect(first?.ledger.outbox).toEqual([healed]);
    const behind = acknowledgeNotice(failed.id, NOW)(inError({}, [healed, failed])).state;
    expect(behind?.link.incident).toMatchObject({ notifiedAt: NOW, instructed: true });
    const again = acknowledgeNotice(failed.id, NOW)(inError({ incident: told }, [failed])).state;
    expect(again?.link.incident).toEqual(told);
  });

  it("does not take good news of an earlier incident for news of this one", () => {
    const { state } = acknowledgeNotice(healed.id, NOW)(inError({}, [healed, failed]));
    expect(state?.link.incident).toEqual(incident);
    expect(state?.ledger.outbox).toEqual([failed]);
  });

  it("does not take bad news of an earlier incident for news of this one", () => {
    const earlier = { ...failed, id: `link-1-${NOW - 50}-failed` };
    const { state } = acknowledgeNotice(earlier.id, NOW)(inError({}, [earlier]));
    expect(state?.link.incident).toEqual(incident);
  });

  it("changes nothing for a notice that was crossed off before", () => {
    expect(acknowledgeNotice(failed.id, NOW)(inError())).toEqual({ result: undefined });
  });
});
