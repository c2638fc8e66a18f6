import type { Incident, LinkedSheet, LinkState, Notice } from "../model/linked-sheet.ts";
import { DAY_MS, type EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { warningAt } from "./schedule.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** Days after the first notice at which admins are reminded; then every week. */
const REMINDER_DAYS = [1, 3, 7];
const WEEK_DAYS = 7;

/** When the next reminder is due, counted from the first failed run. */
export const nextReminderAt = ({ openedAt, remindersSent }: Incident): EpochMs => {
  const last = REMINDER_DAYS.at(-1) ?? 0;
  const days = REMINDER_DAYS[remindersSent] ?? last + WEEK_DAYS * (remindersSent - REMINDER_DAYS.length + 1);
  return openedAt + days * DAY_MS;
};

/**
 * Only while somebody can do something, which is also to switch a schedule on again that rests; a link that is trusted again
 * is on its way to its next good run.
 */
export const reminderIsDue = ({ status, polling, incident }: LinkedSheet, now: EpochMs): boolean => {
  const waits = status === "error" || (status === "active" && polling.suspendedAt !== null);
  return waits && incident !== null && incident.notifiedAt !== null && now >= nextReminderAt(incident);
};

/** Puts one reminder into the outbox if one is due, however many were missed while nobody looked. */
export const remindAdmins = (now: EpochMs): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    const { incident } = link;
    if (incident === null || !reminderIsDue(link, now)) return unchanged(state);
    let { remindersSent } = incident;
    while (now >= nextReminderAt({ ...incident, remindersSent })) remindersSent++;
    const id = `${link.linkId}-${incident.openedAt}-reminder-${remindersSent}`;
    const notice: Notice = { id, kind: "reminder", code: link.errorCode, at: now };
    // One reminder at a time: an older one that could not be handed over says the same.
    const outbox = [...ledger.outbox.filter(({ kind }) => kind !== "reminder"), notice];
    const after = {
      link: { ...link, incident: { ...incident, remindersSent } },
      ledger: { ...ledger, outbox },
    };
    return changed(state, after, after);
  });

export const expiryIsNear = (link: LinkedSheet, now: EpochMs): boolean => {
  const warning = warningAt(link);
  return warning !== null && link.status !== "unlinked" && now >= warning;
};

/** Tells the admins, once a grant, that it is about to die by itself. */
export const warnOfExpiry = (now: EpochMs): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (!expiryIsNear(link, now)) return unchanged(state);
    const id = `${link.linkId}-${link.grantVersion}-expiring`;
    const notice: Notice = { id, kind: "grant-expiring", code: null, at: now };
    const after = {
      link: { ...link, grantExpiresAt: null },
      ledger: { ...ledger, outbox: [...ledger.outbox, notice] },
    };
    return changed(state, after, after);
  });
