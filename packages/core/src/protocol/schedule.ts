import { type FailureCode, failureKind } from "../failures/failure-table.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { Polling } from "../model/polling.ts";
import type { EpochMs } from "../model/time.ts";
import type { Ids } from "../ports/ids.ts";
import type { Timetable } from "../ports/timetable.ts";

/** Times of the schedule, in milliseconds. */
export interface SchedulePolicy {
  /** Wait before attempt 2, before attempt 3; the last one serves for all later ones. */
  readonly retryAfterMs: readonly number[];
  /** Each wait is drawn from this share around it, so that failed links do not come back together. */
  readonly retryJitter: number;
  /** A link in error is looked at this often. */
  readonly probeEveryMs: number;
  /** A link whose attempts are spent is looked at this often. */
  readonly suspendedProbeMs: number;
  /** Slots of different tenants are spread over this time after the moment that the timetable names. */
  readonly spreadMs: number;
  /** A run that was asked for and has not begun by then is asked for again. */
  readonly askAgainMs: number;
}

const MINUTE = 60_000;

export const defaultSchedulePolicy: SchedulePolicy = {
  retryAfterMs: [5 * MINUTE, 15 * MINUTE],
  retryJitter: 0.2,
  probeEveryMs: 60 * MINUTE,
  suspendedProbeMs: 24 * 60 * MINUTE,
  spreadMs: 10 * MINUTE,
  askAgainMs: 15 * MINUTE,
};

/** The tenant's own place within the spread: always the same, so that its hour stays its hour. */
export const slotOffsetMs = (ids: Ids, tenantId: string, spreadMs: number): number => {
  if (spreadMs <= 0) return 0;
  // The digest's first characters carry 6 bits each; their code points are spread well enough to share out minutes.
  let hash = 0;
  for (const character of ids.digest(tenantId)) hash = (hash * 31 + character.charCodeAt(0)) % 2_147_483_647;
  return hash % spreadMs;
};

/** When the link is due next by its timetable, spread; null if its admin switched it off or the schedule never fires. */
export const nextSlot = (
  timetable: Timetable,
  { polling, timeZone }: Pick<LinkedSheet, "polling" | "timeZone">,
  after: EpochMs,
  offsetMs: number,
): EpochMs | null => {
  if (!polling.enabled) return null;
  const fires = timetable.next(polling.frequency, timeZone, after - offsetMs);
  return fires === undefined ? null : fires + offsetMs;
};

/** How a run ended, as far as the schedule cares. */
export interface RunVerdict {
  readonly now: EpochMs;
  readonly failure: FailureCode | undefined;
  /** Nobody may send before, or null. */
  readonly notBefore: EpochMs | null;
  /** Backlog is left over for want of time. */
  readonly unfinished: boolean;
  readonly inError: boolean;
  readonly nextSlot: EpochMs | null;
  /** Drawn from 0 to 1. */
  readonly chance: number;
}

/** A failure of everybody's, of Google's or of ours never costs a link its schedule. */
export const countsAgainstLink = (code: FailureCode): boolean =>
  code === "run-abandoned" || failureKind(code).blame === "link" || failureKind(code).blame === "record";

export interface Rescheduled {
  readonly polling: Polling;
  /** The last attempt has failed, and the failure is this link's: a dead letter. */
  readonly spent: boolean;
}

/** Decides when a link is due after a run. */
export const reschedule = (polling: Polling, run: RunVerdict, policy: SchedulePolicy): Rescheduled => {
  const { failure, now } = run;
  if (failure === undefined) {
    const nextPollAt = run.unfinished && polling.enabled ? now : run.nextSlot;
    return { polling: { ...polling, retryCount: 0, suspendedAt: null, nextPollAt }, spent: false };
  }
  if (run.inError) return waiting(polling, now + policy.probeEveryMs);
  if (polling.suspendedAt !== null) return waiting(polling, now + policy.suspendedProbeMs);
  const retryCount = polling.retryCount + 1;
  if (retryCount < polling.maxRetries) {
    const retryAt = Math.max(now + retryDelay(retryCount, run.chance, policy), run.notBefore ?? 0);
    return waiting({ ...polling, retryCount }, earlier(retryAt, run.nextSlot));
  }
  // Waited out at the normal frequency; the next slot begins its attempts anew.
  if (!countsAgainstLink(failure))
    return { polling: { ...polling, retryCount: 0, nextPollAt: run.nextSlot }, spent: false };
  return {
    polling: {
      ...polling,
      retryCount,
      suspendedAt: now,
      nextPollAt: polling.enabled ? now + policy.suspendedProbeMs : null,
    },
    spent: true,
  };
};

/** A link that its admin switched off is not retried: the failed run was asked for by hand. */
const waiting = (polling: Polling, until: EpochMs): Rescheduled => ({
  polling: { ...polling, nextPollAt: polling.enabled ? until : null },
  spent: false,
});

const earlier = (retryAt: EpochMs, slot: EpochMs | null): EpochMs =>
  slot === null ? retryAt : Math.min(retryAt, slot);

const retryDelay = (
  retryCount: number,
  chance: number,
  { retryAfterMs, retryJitter }: SchedulePolicy,
): number => {
  const base = retryAfterMs[retryCount - 1] ?? retryAfterMs.at(-1) ?? 0;
  return Math.round(base * (1 - retryJitter + 2 * retryJitter * chance));
};
