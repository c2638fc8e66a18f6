import { type FailureCode, failureKind } from "../failures/failure-table.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { Polling } from "../model/polling.ts";
import { DAY_MS, type EpochMs } from "../model/time.ts";
import type { Ids } from "../ports/ids.ts";
import type { Timetable } from "../ports/timetable.ts";

/** Times of the schedule, in milliseconds. */
export interface SchedulePolicy {
  /** Wait before attempt 2, before attempt 3; the last one serves for all later ones. */
  readonly retryAfterMs: readonly number[];
  /** Each wait is drawn from this share around it, so that failed links do not come back together. */
  readonly retryJitter: number;
  /** A link in error is looked at this often, and one whose attempts an outage has spent tried again. */
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

/** A grant's own end is announced this long before. Weeks of warning would be forgotten, hours would be missed. */
const WARNING_MS = 2 * DAY_MS;

/** When the admins are told that the grant dies by itself; null where it does not, or where they have been told. */
export const warningAt = ({ grantExpiresAt }: Pick<LinkedSheet, "grantExpiresAt">): EpochMs | null =>
  grantExpiresAt === null ? null : grantExpiresAt - WARNING_MS;

/**
 * When the link is due next by its timetable, spread; null if its admin switched it off or the schedule never fires.
 * A weekly link is due once more in between if its grant would be dead by then: somebody has to warn its admins.
 */
export const nextSlot = (
  timetable: Timetable,
  link: Pick<LinkedSheet, "polling" | "timeZone" | "grantExpiresAt">,
  after: EpochMs,
  offsetMs: number,
): EpochMs | null => {
  if (!link.polling.enabled) return null;
  const fires = timetable.next(link.polling.frequency, link.timeZone, after - offsetMs);
  const slot = fires === undefined ? null : fires + offsetMs;
  const warning = warningAt(link);
  return warning !== null && warning > after ? earlier(warning, slot) : slot;
};

/**
 * When a run that begins now is due again if it dies without a word: sooner than the next slot, which may be a week away.
 * A suspended link waits for its next look as ever, or a run that kills its process would do so four times an hour.
 */
export const dueIfItDies = (
  { polling }: Pick<LinkedSheet, "polling">,
  slot: EpochMs | null,
  now: EpochMs,
  policy: SchedulePolicy,
): EpochMs | null => {
  if (!polling.enabled) return null;
  if (polling.suspendedAt !== null) return now + policy.suspendedProbeMs;
  return earlier(now + policy.askAgainMs, slot);
};

/** How a run ended, as far as the schedule cares. */
export interface RunVerdict {
  readonly now: EpochMs;
  readonly failure: FailureCode | undefined;
  /** Nobody may send before, or null. */
  readonly notBefore: EpochMs | null;
  /** Backlog is left over for want of time. */
  readonly unfinished: boolean;
  /** Records exported by the run. */
  readonly exported: number;
  readonly inError: boolean;
  readonly nextSlot: EpochMs | null;
  /** Drawn from 0 to 1. */
  readonly chance: number;
}

/** A failure of everybody's, of Google's or of ours never costs a link its schedule. */
const countsAgainstLink = (code: FailureCode): boolean =>
  failureKind(code).blame === "link" || failureKind(code).blame === "record";

export interface Rescheduled {
  readonly polling: Polling;
  /** The last attempt has failed, and the failure is this link's: a dead letter. */
  readonly spent: boolean;
}

/** Decides when a link is due after a run. */
export const reschedule = (polling: Polling, run: RunVerdict, policy: SchedulePolicy): Rescheduled => {
  const { failure, now } = run;
  if (failure === undefined) return { polling: afterSuccess(polling, run, policy), spent: false };
  if (run.inError) return waiting(polling, now + policy.probeEveryMs);
  if (polling.suspendedAt !== null) return waiting(polling, now + policy.suspendedProbeMs);
  const retryCount = polling.retryCount + 1;
  const ownFailures = polling.ownFailures + (countsAgainstLink(failure) ? 1 : 0);
  if (ownFailures >= polling.maxRetries)
    return { polling: suspended({ ...polling, retryCount, ownFailures }, now, policy), spent: true };
  if (retryCount < polling.maxRetries) {
    const retryAt = now + retryDelay(retryCount, run.chance, policy);
    return waiting({ ...polling, retryCount, ownFailures }, notBefore(run, earlier(retryAt, run.nextSlot)));
  }
  return { polling: waitedOut({ ...polling, ownFailures }, run, policy), spent: false };
};

/**
 * The attempts of a slot are spent, and nobody here is to blame: waited out at the normal frequency, the next slot beginning
 * its attempts anew; but at every hour where that is rarer, or an outage at six would cost a weekly link its week.
 */
const waitedOut = (polling: Polling, run: RunVerdict, policy: SchedulePolicy): Polling => {
  if (run.nextSlot === null) return { ...polling, retryCount: 0, nextPollAt: null };
  const lookAt = run.now + policy.probeEveryMs;
  return run.nextSlot <= lookAt
    ? { ...polling, retryCount: 0, nextPollAt: notBefore(run, run.nextSlot) }
    : { ...polling, nextPollAt: notBefore(run, lookAt) };
};

/** Whether a run that did not fail has shown that the link works: one that had time for nothing has not. */
export const hasProven = ({ unfinished, exported }: Pick<RunVerdict, "unfinished" | "exported">): boolean =>
  !unfinished || exported > 0;

const afterSuccess = (polling: Polling, run: RunVerdict, policy: SchedulePolicy): Polling => {
  const goOn = polling.enabled ? run.now : null;
  if (hasProven(run)) {
    const nextPollAt = run.unfinished ? goOn : run.nextSlot;
    return { ...polling, retryCount: 0, ownFailures: 0, suspendedAt: null, nextPollAt };
  }
  const rests = polling.enabled && polling.suspendedAt !== null;
  return { ...polling, nextPollAt: rests ? run.now + policy.suspendedProbeMs : goOn };
};

/** The schedule rests; what is left of it is one look a day. */
export const suspended = (
  polling: Polling,
  now: EpochMs,
  { suspendedProbeMs }: Pick<SchedulePolicy, "suspendedProbeMs">,
): Polling => ({
  ...polling,
  suspendedAt: now,
  nextPollAt: polling.enabled ? now + suspendedProbeMs : null,
});

/** A link that its admin switched off is not retried: the failed run was asked for by hand. */
const waiting = (polling: Polling, until: EpochMs): Rescheduled => ({
  polling: { ...polling, nextPollAt: polling.enabled ? until : null },
  spent: false,
});

/** A slot before a silent request is over would only find that nobody may send yet. */
const notBefore = (run: RunVerdict, at: EpochMs): EpochMs => Math.max(at, run.notBefore ?? at);

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
