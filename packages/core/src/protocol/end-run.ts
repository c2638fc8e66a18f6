import type { FailureCode } from "../failures/failure-table.ts";
import type { DeadLetter } from "../model/dead-letter.ts";
import type { RunId } from "../model/ids.ts";
import type { Ledger, LinkedSheet, LinkState, Notice } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { reschedule, type SchedulePolicy } from "./schedule.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** How a run ended. */
export interface RunEnd {
  readonly runId: RunId;
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
    const { polling, spent } = reschedule(
      link.polling,
      {
        now: end.now,
        failure: end.failure?.code,
        notBefore: end.notBefore,
        unfinished: end.unfinished,
        inError: link.status === "error",
        nextSlot: end.nextSlot(link),
        chance: end.chance,
      },
      end.policy,
    );
    const outcome: Partial<LinkedSheet> =
      end.failure === undefined
        ? { polling, lastSyncStatus: "Success", lastSyncTimestamp: end.now }
        : { polling, lastSyncStatus: "Failed" };
    const released: Ledger = { ...ledger, lease: null };
    if (!spent || end.failure === undefined)
      return changed(state, { link: outcome, ledger: released }, false);
    return changed(
      state,
      givingUp({ link: { ...link, ...outcome }, ledger: released }, end, end.failure),
      true,
    );
  });

/** The attempts are spent: operators get a dead letter, admins one notice for the incident, and the schedule rests. */
const givingUp = (
  { link, ledger }: LinkState,
  { runId, now, exported }: RunEnd,
  { code, message }: NonNullable<RunEnd["failure"]>,
): LinkState => {
  const incident = link.incident ?? { openedAt: now, notifiedAt: null, remindersSent: 0 };
  const id = `${link.linkId}-${incident.openedAt}-suspended`;
  const told = incident.notifiedAt !== null || ledger.outbox.some((notice) => notice.id === id);
  const notice: Notice = { id, kind: "polling-suspended", code, at: now };
  const letter: DeadLetter = {
    id: `${link.linkId}-${runId}`,
    tenantId: link.tenantId,
    runId,
    code,
    message,
    at: now,
    exported,
    attempts: link.polling.retryCount,
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

/** Crosses a dead letter off that the queue has taken. */
export const acknowledgeLetter = (id: string): Transition<void> =>
  onLink<void>((state) => {
    const deadLetters = state.ledger.deadLetters.filter((letter) => letter.id !== id);
    if (deadLetters.length === state.ledger.deadLetters.length) return unchanged(undefined);
    return changed(state, { ledger: { deadLetters } }, undefined);
  });
