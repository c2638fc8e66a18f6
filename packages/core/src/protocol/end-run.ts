import type { FailureCode } from "../failures/failure-table.ts";
import type { DeadLetter } from "../model/dead-letter.ts";
import type { RunId } from "../model/ids.ts";
import type { Ledger, LinkedSheet, LinkState, Notice } from "../model/linked-sheet.ts";
import type { Polling } from "../model/polling.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { hasProven, reschedule, type SchedulePolicy, suspended } from "./schedule.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** How a run ended. */
export interface RunEnd {
  readonly runId: RunId;
  /** The consent that the run worked with. */
  readonly grantVersion: number;
  readonly now: EpochMs;
  readonly failure: { readonly code: FailureCode; readonly message: string } | undefined;
  /** Nobody may send before; null if that is over. */
  readonly notBefore: EpochMs | null;
  /** Backlog is left over for want of time. */
  readonly unfinished: boolean;
  /** Records exported by the run. */
  readonly exported: number;
  /** Drawn from 0 to 1; spreads the retries. */
  readonly chance: number;
  readonly nextSlot: (link: LinkedSheet) => EpochMs | null;
  readonly policy: SchedulePolicy;
}

/**
 * Gives the lease back, leaves the outcome on the link and decides when it is due again, in one change; unless another run
 * has taken over meanwhile. True if somebody must hear of it: a dead letter and a notice wait to be handed over.
 */
export const endRun = (end: RunEnd): Transition<boolean | undefined> =>
  onLink<boolean>((state) => {
    const { link, ledger } = state;
    // Also a repeat after a lost answer, which must not forget that there is something to hand over.
    if (ledger.lease?.owner !== end.runId)
      return unchanged(ledger.deadLetters.some(({ runId }) => runId === end.runId));
    const released: Ledger = { ...ledger, lease: null };
    // The admin took the link away while the run was at work: there is nothing left to schedule or to tell.
    if (link.status === "unlinked") return changed(state, { ledger: released }, false);
    // Reconnected or relinked meanwhile: how the old grant fared says nothing about the new one, which has yet to run.
    if (link.grantVersion !== end.grantVersion)
      return changed(state, { link: { polling: dueNow(link.polling, end.now) }, ledger: released }, false);
    const { polling, spent } = reschedule(
      link.polling,
      {
        now: end.now,
        failure: end.failure?.code,
        notBefore: end.notBefore,
        unfinished: end.unfinished,
        exported: end.exported,
        inError: link.status === "error",
        nextSlot: end.nextSlot(link),
        chance: end.chance,
      },
      end.policy,
    );
    const outcome = { ...outcomeOf(end), polling };
    if (!spent || end.failure === undefined)
      return changed(state, { link: outcome, ledger: released }, false);
    const after = { link: { ...link, ...outcome }, ledger: released };
    return changed(state, givingUp(after, { ...end, ...end.failure, attempts: polling.ownFailures }), true);
  });

const outcomeOf = (end: RunEnd): Partial<LinkedSheet> => {
  if (end.failure !== undefined) return { lastSyncStatus: "Failed" };
  return hasProven(end) ? { lastSyncStatus: "Success", lastSyncTimestamp: end.now } : {};
};

const dueNow = (polling: Polling, now: EpochMs): Polling => ({
  ...polling,
  nextPollAt: polling.enabled ? now : null,
});

/** What the operators are told of the run for which the attempts were spent. */
interface LastAttempt extends Pick<DeadLetter, "runId" | "code" | "message" | "exported" | "attempts"> {
  readonly now: EpochMs;
}

/** The attempts are spent: operators get a dead letter, admins one notice for the incident, and the schedule rests. */
const givingUp = ({ link, ledger }: LinkState, { now, ...last }: LastAttempt): LinkState => {
  const incident = link.incident ?? { openedAt: now, notifiedAt: null, instructed: false, remindersSent: 0 };
  const id = `${link.linkId}-${incident.openedAt}-suspended`;
  const told = incident.notifiedAt !== null || ledger.outbox.some((notice) => notice.id === id);
  const notice: Notice = { id, kind: "polling-suspended", code: last.code, at: now };
  const { runId, code, message, exported, attempts } = last;
  const letter: DeadLetter = {
    id: `${link.linkId}-${runId}`,
    tenantId: link.tenantId,
    ...{ runId, code, message, exported, attempts },
    at: now,
  };
  return {
    link: { ...link, incident },
    ledger: {
      ...ledger,
      deadLetters: [...ledger.deadLetters, letter],
      outbox: told ? ledger.outbox : [...ledger.outbox, notice],
    },
  };
};

/** Runs that died on this link, one after the other, without one that came to its end. */
export interface CrashLoop {
  readonly ghosts: readonly RunId[];
  readonly now: EpochMs;
  readonly policy: SchedulePolicy;
}

/** Whether so many runs in a row have killed their process that the link is better looked at by a person. */
export const isCrashLoop = (
  { polling }: Pick<LinkedSheet, "polling">,
  { ghosts }: Pick<CrashLoop, "ghosts">,
): boolean => ghosts.length >= polling.maxRetries && polling.suspendedAt === null;

/**
 * A run that dies cannot say that it failed, so the next one does it in its place: after `maxRetries` deaths in a row the
 * schedule rests as after so many failures. Without it a link that kills its process would do so for ever, unnoticed.
 */
export const giveUpAfterCrashes = ({ ghosts, now, policy }: CrashLoop): Transition<void> =>
  onLink<void>((state) => {
    const { link, ledger } = state;
    const runId = ghosts.at(-1);
    if (runId === undefined || link.status === "unlinked" || !isCrashLoop(link, { ghosts }))
      return unchanged(undefined);
    const resting = { link: { ...link, polling: suspended(link.polling, now, policy) }, ledger };
    const message = `${ghosts.length} runs in a row ended without a word.`;
    const last = {
      runId,
      code: "run-abandoned",
      message,
      exported: 0,
      attempts: ghosts.length,
      now,
    } as const;
    return changed(state, givingUp(resting, last), undefined);
  });

/** Crosses a dead letter off that the queue has taken. */
export const acknowledgeLetter = (id: string): Transition<void> =>
  onLink<void>((state) => {
    const deadLetters = state.ledger.deadLetters.filter((letter) => letter.id !== id);
    if (deadLetters.length === state.ledger.deadLetters.length) return unchanged(undefined);
    return changed(state, { ledger: { deadLetters } }, undefined);
  });
