import { describe, expect, it } from "vitest";
import { linkState, NOW, openBatch, SHEET_A, SHEET_B } from "../../test/link-state.ts";
import { linkId, tenantId } from "../model/ids.ts";
import type { Notice } from "../model/linked-sheet.ts";
import { defaultPolling } from "../model/polling.ts";
import { defaultTemplate } from "../model/template.ts";
import { timeZone } from "../model/time.ts";
import { linkSheet, type NewLink, reconnect, unlinkSheet } from "./link-sheet.ts";

const plan: NewLink = {
  tenantId: tenantId("tenant-1"),
  linkId: linkId("link-2"),
  sheet: SHEET_B,
  accountEmail: "new@example.org",
  timeZone: timeZone("America/Toronto"),
  template: defaultTemplate(),
  grantVersion: 3,
  grantExpiresAt: NOW + 5,
  receiptBase: 2_000_000,
  fingerprint: "finge2",
  batchLimit: 5_000,
  now: NOW,
};
const failed: Notice = { id: "n-failed", kind: "link-failed", code: "sheet-full", at: NOW };
const reminder: Notice = { id: "n-reminder", kind: "reminder", code: "sheet-full", at: NOW };
const healed: Notice = { id: "n-healed", kind: "link-healed", code: null, at: NOW };
const broken = {
  status: "error",
  errorCode: "sheet-full",
  errorDetails: "…",
  incident: { openedAt: NOW - 9, notifiedAt: NOW - 8, instructed: true, remindersSent: 1 },
} as const;

describe("a first link", () => {
  it("begins at the first sequence with nothing open and a due slot", () => {
    const { state, result } = linkSheet(plan)(undefined);
    expect(result).toEqual(state);
    const { tenantId: tenant, linkId: id, sheet, accountEmail, timeZone: zone, template } = plan;
    expect(state?.link).toMatchObject({
      tenantId: tenant,
      linkId: id,
      sheet,
      accountEmail,
      timeZone: zone,
      template,
      status: "active",
      incident: null,
      polling: defaultPolling(NOW),
      grantVersion: 3,
      grantExpiresAt: NOW + 5,
    });
    expect(state?.ledger).toEqual({
      nextSequence: 1,
      receiptBase: 2_000_000,
      fingerprint: "finge2",
      open: null,
      lastClosed: null,
      orphans: [],
      batchLimit: 5_000,
      suspects: 0,
      lease: null,
      askedBy: null,
      outbox: [],
      deadLetters: [],
      segments: [{ fromSequence: 1, linkId: id, sheet }],
      milestones: [],
      prunedThrough: 0,
    });
  });
});

describe("another link", () => {
  const relink = (...given: Parameters<typeof linkState>) => linkSheet(plan)(linkState(...given)).result;

  it("goes on with the sequence and never uses a number of it twice", () => {
    const { ledger } = relink({
      ledger: { milestones: [{ sequence: 5, at: 1 }], prunedThrough: 3, suspects: 7 },
    });
    expect(ledger).toMatchObject({
      suspects: 0,
      nextSequence: 6,
      receiptBase: 2_000_000,
      fingerprint: "finge2",
      batchLimit: 5_000,
      milestones: [],
      prunedThrough: 5,
    });
    expect(ledger.segments).toEqual([
      { fromSequence: 1, linkId: "link-1", sheet: SHEET_A },
      { fromSequence: 6, linkId: "link-2", sheet: SHEET_B },
    ]);
  });

  it("leaves a batch that is on its way as an orphan of its sheet", () => {
    const orphan = openBatch({ sequence: 2, giveUp: "relinked" });
    const { ledger } = relink({ ledger: { open: openBatch({ giveUp: "content" }), orphans: [orphan] } });
    expect(ledger.open).toBeNull();
    expect(ledger.orphans).toEqual([orphan, openBatch({ giveUp: "relinked" })]);
  });

  it("keeps a batch that is on the old sheet for certain open, until its records are marked", () => {
    const applied = openBatch({ state: "applied", appliedAt: NOW });
    const { ledger } = relink({ ledger: { open: applied } });
    expect(ledger).toMatchObject({ open: applied, orphans: [] });
  });

  it("keeps the schedule that the admin chose and forgets what went wrong on the old sheet", () => {
    const polling = {
      ...defaultPolling(1),
      enabled: false,
      frequency: "daily",
      maxRetries: 5,
      retryCount: 4,
      suspendedAt: 7,
    } as const;
    const { link, ledger } = relink({ link: { ...broken, polling }, ledger: { outbox: [failed] } });
    expect(link).toMatchObject({ status: "active", errorCode: null, errorDetails: null, incident: null });
    expect(link.polling).toEqual({
      ...defaultPolling(NOW),
      enabled: false,
      frequency: "daily",
      maxRetries: 5,
    });
    expect(ledger.outbox).toEqual([]);
  });
});

describe("a link after the last one was taken away", () => {
  it("has its schedule on again, which taking it away switched off", () => {
    const gone = unlinkSheet(NOW)(
      linkState({ link: { polling: { ...defaultPolling(1), frequency: "daily" } } }),
    );
    const { link } = linkSheet(plan)(gone.state).result;
    expect(link.polling).toEqual({ ...defaultPolling(NOW), frequency: "daily" });
  });
});

describe("taking a link away", () => {
  it("ends schedule, incident and notices, and leaves what is on its way as an orphan", () => {
    const { state } = unlinkSheet(NOW)(
      linkState({ link: broken, ledger: { open: openBatch(), outbox: [failed] } }),
    );
    expect(state?.link).toMatchObject({
      status: "unlinked",
      errorCode: null,
      errorDetails: null,
      incident: null,
      lastAttempt: NOW,
      polling: { enabled: false, nextPollAt: null },
    });
    expect(state?.ledger).toMatchObject({
      open: null,
      orphans: [openBatch({ giveUp: "relinked" })],
      outbox: [],
    });
  });

  it("changes nothing when it is repeated", () => {
    const { state } = unlinkSheet(NOW)(linkState());
    expect(unlinkSheet(NOW + 9)(state)).toStrictEqual({ result: state });
    const never = linkState({ link: { status: "unlinked" } });
    expect(unlinkSheet(NOW)(never)).toStrictEqual({ result: never });
  });

  it("keeps the time of the last attempt", () => {
    const { state } = unlinkSheet(NOW)(linkState({ link: { lastAttempt: NOW - 5 } }));
    expect(state?.link.lastAttempt).toBe(NOW - 5);
  });
});

describe("a reconnect", () => {
  const reconnection = {
    fromVersion: 2,
    grantVersion: 7,
    accountEmail: "new@example.org",
    grantExpiresAt: null,
    now: NOW,
  };

  it("puts the fresh grant in force, heals the link and makes it due at once", () => {
    const polling = { ...defaultPolling(1), retryCount: 2, suspendedAt: 5, nextPollAt: NOW + 9 };
    const outbox = [failed, reminder, healed];
    const { state } = reconnect(reconnection)(
      linkState({ link: { ...broken, polling }, ledger: { outbox } }),
    );
    expect(state?.link).toMatchObject({
      status: "active",
      errorCode: null,
      errorDetails: null,
      accountEmail: "new@example.org",
      grantVersion: 7,
      // Over only after a good run.
      incident: broken.incident,
      polling: { retryCount: 0, suspendedAt: null, nextPollAt: NOW },
    });
    expect(state?.ledger.outbox).toEqual([healed]);
  });

  it("does not make a link due whose schedule the admin switched off", () => {
    const polling = { ...defaultPolling(1), enabled: false, nextPollAt: null };
    const { state } = reconnect(reconnection)(linkState({ link: { polling } }));
    expect(state?.link.polling.nextPollAt).toBeNull();
  });

  it("is done once: a repeat finds its own grant, another consent finds that it was overtaken", () => {
    const { state } = reconnect(reconnection)(linkState());
    expect(reconnect(reconnection)(state)).toEqual({ result: state });
    // Also one of the same account: its credential is another.
    const other = { ...reconnection, grantVersion: 8 };
    expect(reconnect(other)(state)).toEqual({ result: undefined });
  });

  it("does not bring back a link that was taken away", () => {
    expect(reconnect(reconnection)(linkState({ link: { status: "unlinked" } }))).toEqual({
      result: undefined,
    });
  });
});
