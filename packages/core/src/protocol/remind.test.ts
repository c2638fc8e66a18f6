import { describe, expect, it } from "vitest";
import { linkState, NOW } from "../../test/link-state.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import { defaultPolling } from "../model/polling.ts";
import { DAY_MS } from "../model/time.ts";
import { nextReminderAt, remindAdmins, reminderIsDue, warnOfExpiry } from "./remind.ts";

const told = { openedAt: NOW, notifiedAt: NOW + 5, instructed: true, remindersSent: 0 };
const inError = (link: Partial<LinkedSheet> = {}): LinkState =>
  linkState({ link: { status: "error", errorCode: "sheet-full", incident: told, ...link } });

/** The days after the first failure on which a reminder is written, if somebody looks every hour. */
const daysOfReminders = (state: LinkState, days: number): readonly number[] => {
  const reminded: number[] = [];
  let current = state;
  for (let now = NOW; now <= NOW + days * DAY_MS; now += DAY_MS / 24) {
    const next = remindAdmins(now)(current).state;
    if (next === undefined) continue;
    reminded.push((now - NOW) / DAY_MS);
    current = { ...next, ledger: { ...next.ledger, outbox: [] } };
  }
  return reminded;
};

describe("reminders of an incident", () => {
  it("come after 1, 3 and 7 days, then weekly", () => {
    expect(daysOfReminders(inError(), 36)).toEqual([1, 3, 7, 14, 21, 28, 35]);
  });

  it("name what is wrong now", () => {
    const { state } = remindAdmins(NOW + DAY_MS)(inError());
    expect(state?.ledger.outbox).toEqual([
      { id: `link-1-${NOW}-reminder-1`, kind: "reminder", code: "sheet-full", at: NOW + DAY_MS },
    ]);
  });

  it("are one, however many were missed while nobody looked", () => {
    const { state } = remindAdmins(NOW + 20 * DAY_MS)(inError());
    expect(state?.ledger.outbox.map(({ id }) => id)).toEqual([`link-1-${NOW}-reminder-4`]);
    expect(state?.link.incident?.remindersSent).toBe(4);
    expect(nextReminderAt({ ...told, remindersSent: 4 })).toBe(NOW + 21 * DAY_MS);
  });

  it("are the one that is due at this very moment, not the one before it", () => {
    const { state } = remindAdmins(NOW + 3 * DAY_MS)(inError());
    expect(state?.ledger.outbox.map(({ id }) => id)).toEqual([`link-1-${NOW}-reminder-2`]);
  });

  it("leave other notices that wait", () => {
    const waits = { id: "another", kind: "grant-expiring", code: null, at: NOW } as const;
    const before = inError();
    const { state } = remindAdmins(NOW + DAY_MS)({
      ...before,
      ledger: { ...before.ledger, outbox: [waits] },
    });
    expect(state?.ledger.outbox).toMatchObject([waits, { kind: "reminder" }]);
  });

  it("take the place of one that could not be handed over", () => {
    const first = remindAdmins(NOW + DAY_MS)(inError()).state;
    const second = remindAdmins(NOW + 3 * DAY_MS)(first).state;
    expect(second?.ledger.outbox.map(({ id }) => id)).toEqual([`link-1-${NOW}-reminder-2`]);
  });

  it("come too where the schedule rests, since an admin can switch it on", () => {
    const polling = { ...defaultPolling(NOW), suspendedAt: NOW };
    expect(daysOfReminders(linkState({ link: { incident: told, polling } }), 8)).toEqual([1, 3, 7]);
  });

  it.each([
    ["the link is trusted again", { status: "active" }],
    ["the admins have not heard of the incident", { incident: { ...told, notifiedAt: null } }],
    ["there is no incident", { incident: null }],
    ["the link was taken away", { status: "unlinked" }],
    [
      "the link was taken away while its schedule rested",
      { status: "unlinked", polling: { ...defaultPolling(NOW), suspendedAt: NOW } },
    ],
  ] as const)("do not come while %s", (_why, link) => {
    const state = inError(link);
    expect(reminderIsDue(state.link, NOW + 30 * DAY_MS)).toBe(false);
    expect(remindAdmins(NOW + 30 * DAY_MS)(state)).toEqual({ result: state });
  });
});

describe("the end of a grant", () => {
  const expiring = (wanted: Partial<LinkedSheet> = {}): LinkState =>
    linkState({ link: { grantExpiresAt: NOW + 7 * DAY_MS, ...wanted } });

  it("is announced two days before, once a grant", () => {
    const state = expiring();
    expect(warnOfExpiry(NOW + 5 * DAY_MS - 1)(state)).toEqual({ result: state });
    const warned = warnOfExpiry(NOW + 5 * DAY_MS)(state).state;
    expect(warned?.ledger.outbox).toEqual([
      { id: "link-1-2-expiring", kind: "grant-expiring", code: null, at: NOW + 5 * DAY_MS },
    ]);
    expect(warnOfExpiry(NOW + 6 * DAY_MS)(warned)).toEqual({ result: warned });
  });

  it("is not announced where the grant does not die by itself, or the link was taken away", () => {
    for (const state of [linkState(), expiring({ status: "unlinked" })])
      expect(warnOfExpiry(NOW + 30 * DAY_MS)(state)).toEqual({ result: state });
  });
});
