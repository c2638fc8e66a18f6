import type { RunId } from "../model/ids.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { leaseHeldByAnother, type RunClaim, takeLease } from "./lease.ts";
import { adoptOrphan, orphanOfThisSheet } from "./orphans.ts";
import { changed, onLink, unchanged } from "./transition.ts";

export type RunStart =
  /** Another run works on the link until then, if it lives. */
  | { readonly status: "busy"; readonly owner: RunId; readonly until: EpochMs }
  /** The link is this run's. `ghosts` are runs that never said they were over. */
  | { readonly status: "begun"; readonly state: LinkState; readonly ghosts: readonly RunId[] };

/**
 * Takes the lease. An orphan of the linked sheet becomes the open batch again, to be given up by a void receipt: nothing is
 * planned on a sheet while an older batch of it is undecided. `undefined`: the tenant has no link.
 */
export const beginRun = (
  claim: RunClaim,
  nextSlot: (link: LinkedSheet) => EpochMs | null,
): Transition<RunStart | undefined> =>
  onLink<RunStart | undefined>((state) => {
    const { lease } = state.ledger;
    if (state.link.status === "unlinked") return unchanged(undefined);
    if (lease !== null && leaseHeldByAnother(state.ledger, claim))
      return unchanged({ status: "busy", owner: lease.owner, until: lease.until });
    const taken = takeLease(state.ledger, claim);
    const orphan = orphanOfThisSheet(state);
    const adopted = orphan === undefined ? state.ledger : adoptOrphan(state.ledger, orphan);
    const ledger = { ...adopted, lease: taken, askedBy: null };
    const polling = { ...state.link.polling, lastPolledAt: claim.now, nextPollAt: nextSlot(state.link) };
    const begun = { link: { ...state.link, lastAttempt: claim.now, polling }, ledger };
    return changed(state, begun, { status: "begun", state: begun, ghosts: taken.ghosts });
  });
