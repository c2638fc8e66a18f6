import type { RunId } from "../model/ids.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { Frequency, Polling } from "../model/polling.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/**
 * Reserves a due slot for whoever asks for its run. Until the run begins the link is due again only after `askAgainMs`: a
 * dispatcher that dies between reserving and asking delays the slot and does not lose it, and nobody asks twice meanwhile.
 *
 * It remembers that it claimed, so that a repeat after a lost answer finds its own claim and takes no other dispatcher's for
 * it, though both came at the same moment. Where a store runs it again because another was faster, only `askAgainMs` tells
 * the two apart, so that is drawn.
 *
 * Who asked stands there until the run begins: where requests are kept in a process's memory, the next process sees whose
 * requests died with it.
 */
export const claimSlot = (claim: {
  readonly slot: EpochMs;
  readonly now: EpochMs;
  readonly askAgainMs: number;
  readonly askedBy: RunId | null;
}): Transition<{ readonly claimed: boolean; readonly retry: boolean }> => {
  const refused = { claimed: false, retry: false };
  let isTried = false;
  return (state) => {
    if (state === undefined) return unchanged(refused);
    const { polling } = state.link;
    const nextPollAt = claim.now + claim.askAgainMs;
    const claimed = { claimed: true, retry: polling.retryCount > 0 };
    if (polling.enabled && isTried && polling.nextPollAt === nextPollAt) return unchanged(claimed);
    if (!polling.enabled || polling.nextPollAt !== claim.slot) return unchanged(refused);
    isTried = true;
    const { askedBy } = claim;
    return changed(state, { link: { polling: { ...polling, nextPollAt } }, ledger: { askedBy } }, claimed);
  };
};

export interface PollingSettings {
  readonly enabled?: boolean;
  readonly frequency?: Frequency;
  readonly maxRetries?: number;
}

/**
 * What an admin sets. Any change says go: attempts begin anew, a suspension ends, and a link that was not well is due at once.
 * A link that was taken away has no schedule.
 */
export const configurePolling = (
  settings: PollingSettings,
  nextSlot: (link: LinkedSheet) => EpochMs | null,
  now: EpochMs,
): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link } = state;
    if (link.status === "unlinked") return unchanged(undefined);
    const polling = { ...link.polling, ...settings, retryCount: 0, ownFailures: 0, suspendedAt: null };
    const goesAtOnce = polling.enabled && (link.status === "error" || link.polling.suspendedAt !== null);
    // A repeat after a lost answer finds a schedule that rests no more, and must not put the look off to the next slot.
    if (polling.enabled && link.polling.nextPollAt === now && isEqual(polling, link.polling))
      return unchanged(state);
    const nextPollAt = goesAtOnce ? now : nextSlot({ ...link, polling });
    const after = { ...state, link: { ...link, polling: { ...polling, nextPollAt } } };
    return changed(state, after, after);
  });

const isEqual = (left: Polling, right: Polling): boolean => JSON.stringify(left) === JSON.stringify(right);
