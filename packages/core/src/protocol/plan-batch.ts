import type { FrozenRow, OpenBatch } from "../model/batch.ts";
import type { LinkId } from "../model/ids.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { leaseHeldByAnother, type RunClaim, renewLease } from "./lease.ts";
import { adoptOrphan, orphanOfThisSheet } from "./orphans.ts";
import { changed, onLink, unchanged } from "./transition.ts";

export interface BatchProposal extends RunClaim {
  /** The link that the rows were rendered for. */
  readonly linkId: LinkId;
  /** The ledger's next sequence when the backlog was read. */
  readonly sequence: number;
  readonly tag: string;
  readonly rows: readonly FrozenRow[];
  /** The run knows that the link is in error and tries whether it is mended. */
  readonly despiteError: boolean;
}

export type PlanOutcome =
  /** This batch is open now; `batch.plannedBy` says by whom. */
  | { readonly status: "open"; readonly batch: OpenBatch }
  /** The ledger moved on since the backlog was read: these records may be in another batch. Read again. */
  | { readonly status: "moved" }
  /** Another run holds the link, or somebody flagged it: stop. */
  | { readonly status: "superseded" };

/**
 * Freezes the next batch, unless one is open or the ledger has moved on.
 *
 * The comparison of the sequence is what lets the backlog be read outside the transaction: whoever opened a batch since,
 * planned or adopted, has raised it. Repeated after a lost answer it meets its own batch and returns that.
 */
export const planBatch = (proposal: BatchProposal): Transition<PlanOutcome | undefined> =>
  onLink<PlanOutcome>((state) => {
    const { link, ledger } = state;
    if (ledger.open !== null) return unchanged({ status: "open", batch: ledger.open });
    if (ledger.nextSequence !== proposal.sequence || link.linkId !== proposal.linkId)
      return unchanged({ status: "moved" });
    const flagged = link.status === "unlinked" || (link.status === "error" && !proposal.despiteError);
    if (flagged || leaseHeldByAnother(ledger, proposal)) return unchanged({ status: "superseded" });
    const orphan = orphanOfThisSheet(state);
    // The link came back to this sheet while the run was at work.
    if (orphan !== undefined)
      return changed(state, { ledger: adoptOrphan(ledger, orphan) }, { status: "open", batch: orphan });
    const batch: OpenBatch = {
      sequence: proposal.sequence,
      linkId: link.linkId,
      sheet: link.sheet,
      receipt: { id: ledger.receiptBase + proposal.sequence, tag: proposal.tag },
      size: proposal.rows.length,
      state: "planned",
      plannedAt: proposal.now,
      plannedBy: proposal.runId,
      appliedAt: null,
      // The sender goes on to send at once; written down here, a crash from now on is known to be one with no answer.
      unansweredSince: proposal.now,
      inconclusive: 0,
      unknownRefusals: 0,
      giveUp: null,
    };
    return changed(
      state,
      {
        ledger: {
          open: batch,
          nextSequence: proposal.sequence + 1,
          lease: renewLease(ledger, proposal),
        },
        batch: { kind: "freeze", batch, rows: proposal.rows },
      },
      { status: "open", batch },
    );
  });
