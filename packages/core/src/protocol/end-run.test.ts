import { describe, expect, it } from "vitest";
import { linkState, ME, NOW, OTHER } from "../../test/link-state.ts";
import { runId } from "../model/ids.ts";
import type { Notice } from "../model/linked-sheet.ts";
import { defaultPolling } from "../model/polling.ts";
import { acknowledgeLetter, endRun, giveUpAfterCrashes, isCrashLoop, type RunEnd } from "./end-run.ts";
import { defaultSchedulePolicy } from "./schedule.ts";

const SLOT = NOW + 3_600_000;
const DAY = 86_400_000;
const denied = { code: "edit-denied", message: "the account is a viewer" } as const;
const end = (wanted: Partial<RunEnd> = {}) =>
  endRun({
    runId: ME,
    grantVersion: 2,
    now: NOW,
    failure: undefined,
    notBefore: null,
    unfinished: false,
    exported: 0,
    chance: 0.5,
    nextSlot: () => SLOT,
    policy: defaultSchedulePolicy,
    ...wanted,
  });
const nearlySpent = { ...defaultPolling(NOW), retryCount: 2, ownFailures: 2 };

describe("the end of a run", () => {
  it("gives the lease back and leaves its outcome on the link", () => {
    const { state, result } = end()(linkState());
    expect(result).toBe(false);
    expect(state?.ledger.lease).toBeNull();
    expect(state?.link).toMatchObject({ lastSyncStatus: "Success", lastSyncTimestamp: NOW });
    const failed = end({ failure: denied })(linkState({ link: { lastSyncTimestamp: NOW - 9 } })).state;
    expect(failed?.link).toMatchObject({ lastSyncStatus: "Failed", lastSyncTimestamp: NOW - 9 });
  });

  it("says nothing of the link where the run had time for nothing", () => {
    const before = linkState({ link: { lastSyncStatus: "Failed", lastSyncTimestamp: NOW - 9 } });
    expect(end({ unfinished: true })(before).state?.link).toMatchObject({
      lastSyncStatus: "Failed",
      lastSyncTimestamp: NOW - 9,
    });
    expect(end({ unfinished: true, exported: 1 })(before).state?.link.lastSyncStatus).toBe("Success");
  });

  it("changes nothing where another run has taken over", () => {
    const lease = { owner: OTHER, until: NOW + 1, ghosts: [ME] };
    const taken = linkState({ ledger: { lease } });
    expect(end({ failure: denied })(taken)).toEqual({ result: false });
  });

  it("only gives the lease back where the admin took the link away meanwhile", () => {
    const gone = linkState({ link: { status: "unlinked", polling: nearlySpent } });
    const { state, result } = end({ failure: denied })(gone);
    expect(result).toBe(false);
    expect(state).toEqual({ link: gone.link, ledger: { ...gone.ledger, lease: null } });
  });

  it("does not count how the old grant fared once the link was reconnected, and lets the new one run at once", () => {
    for (const failure of [{ code: "access-revoked", message: "late" } as const, undefined]) {
      const waiting = { ...nearlySpent, nextPollAt: SLOT };
      const reconnected = linkState({ link: { grantVersion: 3, polling: waiting } });
      const { state, result } = end({ failure })(reconnected);
      expect(result).toBe(false);
      expect(state?.link).toEqual({
        ...reconnected.link,
        polling: { ...nearlySpent, nextPollAt: NOW },
      });
    }
  });

  it("writes a dead letter for the operators and a notice for the admins when the attempts are spent", () => {
    const { state, result } = end({ failure: denied, exported: 17 })(
      linkState({ link: { polling: nearlySpent } }),
    );
    expect(result).toBe(true);
    expect(state?.ledger.deadLetters).toEqual([
      {
        id: `link-1-${ME}`,
        tenantId: "tenant-1",
        runId: ME,
        code: "edit-denied",
        message: "the account is a viewer",
        at: NOW,
        exported: 17,
        attempts: 3,
      },
    ]);
    expect(state?.ledger.outbox).toEqual([
      { id: `link-1-${NOW}-suspended`, kind: "polling-suspended", code: "edit-denied", at: NOW },
    ]);
    expect(state?.link.incident).toEqual({
      openedAt: NOW,
      notifiedAt: null,
      instructed: false,
      remindersSent: 0,
    });
  });

  it("is no dead letter while attempts are left, nor on a link in error", () => {
    const failed = end({ failure: denied })(linkState());
    expect(failed.result).toBe(false);
    expect(failed.state?.ledger).toMatchObject({ deadLetters: [], outbox: [] });
    const inError = linkState({ link: { status: "error", errorCode: "edit-denied", polling: nearlySpent } });
    const looked = end({ failure: denied })(inError);
    expect(looked.result).toBe(false);
    expect(looked.state?.link.polling).toMatchObject({ ownFailures: 2, nextPollAt: NOW + 3_600_000 });
  });

  it("does not tell admins twice of one incident", () => {
    const incident = { openedAt: NOW - 9, notifiedAt: NOW - 8, instructed: true, remindersSent: 0 };
    const { state } = end({ failure: denied })(linkState({ link: { polling: nearlySpent, incident } }));
    expect(state?.ledger.deadLetters).toHaveLength(1);
    expect(state?.ledger.outbox).toEqual([]);
    expect(state?.link.incident).toEqual(incident);
  });

  it("does not tell admins again of what they are about to hear", () => {
    const openedAt = NOW - 9;
    const incident = { openedAt, notifiedAt: null, instructed: false, remindersSent: 0 };
    const resting: Notice = {
      id: `link-1-${openedAt}-suspended`,
      kind: "polling-suspended",
      code: null,
      at: NOW,
    };
    const other = { ...resting, id: "link-1-5-suspended" };
    const spent = (outbox: readonly Notice[]) =>
      end({ failure: denied })(linkState({ link: { polling: nearlySpent, incident }, ledger: { outbox } }))
        .state?.ledger.outbox;
    expect(spent([other, resting])).toEqual([other, resting]);
    expect(spent([other])).toMatchObject([other, { id: resting.id }]);
  });

  it("leaves another run's dead letter to that one", () => {
    const letters = end({ failure: denied })(linkState({ link: { polling: nearlySpent } })).state;
    expect(end({ failure: denied, runId: OTHER })(letters)).toEqual({ result: false });
  });

  it("remembers, when it is repeated, that something waits to be handed over", () => {
    const { state } = end({ failure: denied })(linkState({ link: { polling: nearlySpent } }));
    expect(end({ failure: denied })(state)).toEqual({ result: true });
  });
});

describe("a dead letter", () => {
  it("is crossed off by its id, and no other", () => {
    const { state } = end({ failure: denied })(linkState({ link: { polling: nearlySpent } }));
    expect(acknowledgeLetter("another")(state)).toEqual({ result: undefined });
    expect(acknowledgeLetter(`link-1-${ME}`)(state).state?.ledger.deadLetters).toEqual([]);
  });
});

describe("runs that die one after the other", () => {
  const ghosts = ["ghost-1", "ghost-2", "ghost-3"].map(runId);
  const loop = { ghosts, now: NOW, policy: defaultSchedulePolicy };
  const giveUp = giveUpAfterCrashes(loop);

  it("are a crash loop once they are as many as the link has attempts, and its schedule does not rest", () => {
    const { link } = linkState();
    expect(isCrashLoop(link, { ghosts: ghosts.slice(1) })).toBe(false);
    expect(isCrashLoop(link, loop)).toBe(true);
    expect(isCrashLoop({ polling: { ...link.polling, maxRetries: 4 } }, loop)).toBe(false);
    expect(isCrashLoop({ polling: { ...link.polling, suspendedAt: NOW - 1 } }, loop)).toBe(false);
  });

  it("let the schedule rest, and are told under the last one's id", () => {
    const { state } = giveUp(linkState());
    expect(state?.link.polling).toMatchObject({ suspendedAt: NOW, nextPollAt: NOW + DAY });
    expect(state?.ledger.deadLetters).toMatchObject([
      {
        id: "link-1-ghost-3",
        runId: "ghost-3",
        code: "run-abandoned",
        attempts: 3,
        message: "3 runs in a row ended without a word.",
      },
    ]);
    expect(state?.ledger.outbox).toMatchObject([{ kind: "polling-suspended", code: "run-abandoned" }]);
  });

  it("are told once", () => {
    const { state } = giveUp(linkState());
    expect(giveUp(state)).toEqual({ result: undefined });
  });

  it("do not matter on a link that was taken away", () => {
    expect(giveUp(linkState({ link: { status: "unlinked" } }))).toEqual({ result: undefined });
  });
});
