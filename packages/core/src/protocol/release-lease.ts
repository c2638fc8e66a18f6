import type { RunId } from "../model/ids.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** Takes the lease from a run that is known to be dead, so that nobody has to wait until it lapses. */
export const releaseLease = (runId: RunId, now: EpochMs): Transition<void> =>
  onLink<void>((state) => {
    const { lease } = state.ledger;
    if (lease === null || lease.owner !== runId || lease.until <= now) return unchanged(undefined);
    // Lapsed rather than gone: the next run still learns whose row of the history to close.
    return changed(state, { ledger: { lease: { ...lease, until: now } } }, undefined);
  });
