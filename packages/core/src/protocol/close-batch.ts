import type { BatchOutcome, ClosedBatch, OpenBatch } from "../model/batch.ts";
import type { Ledger, LinkState, Milestone } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Step, Transition } from "../ports/export-ledger.ts";
import { renewLease } from "./lease.ts";
import type { BatchNews } from "./open-batch.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** How the ledger stands after a batch is over; `undefined` where the tenant has no link. */
export type AfterClose =
  | {
      readonly state: LinkState;
      /** This run closed it. Of all the runs that think so, exactly one counts the batch's records. */
      readonly closedHere: boolean;
    }
  | undefined;

/** A milestone every so many batches is enough to know which receipts are old. */
const MILESTONE_EVERY = 50;
const MAX_MILESTONES = 64;

const afterVoid = ({ giveUp, size }: OpenBatch): Partial<Ledger> => {
  // A batch that was left behind by a relink did nothing wrong.
  if (giveUp === "relinked") return {};
  // Its size is suspected, not its records.
  if (giveUp === "unanswered") return { batchLimit: Math.max(1, Math.ceil(size / 2)) };
  return search(size);
};

/** Looks for the one record among so many that is refused: half of them at a time. Found it is when it is alone. */
const search = (suspects: number): Pick<Ledger, "batchLimit" | "suspects"> =>
  suspects > 1 ? { batchLimit: Math.ceil(suspects / 2), suspects } : { batchLimit: 1, suspects: 0 };

/** The half that went through holds it not, so the other does; without a search, batches grow again. */
const afterSuccess = (
  { suspects, batchLimit }: Ledger,
  { size }: OpenBatch,
  maxRows: number,
): Pick<Ledger, "batchLimit" | "suspects"> =>
  suspects > size
    ? { batchLimit: Math.ceil((suspects - size) / 2), suspects: suspects - size }
    : { batchLimit: Math.min(maxRows, batchLimit * 2), suspects: 0 };

/** All records of an applied batch are marked: the batch is over and its frozen rows go. */
export const confirmBatch = (news: BatchNews & { readonly maxRows: number }): Transition<AfterClose> =>
  onLink<AfterClose>((state) =>
    closing(state, news, "applied", "confirmed", (batch) => ({
      ...afterSuccess(state.ledger, batch, news.maxRows),
      milestones: withMilestone(state.ledger.milestones, batch, news.now),
    })),
  );

/** The batch holds its void receipt and never comes on the sheet: its records are free again, in smaller batches. */
export const voidBatch = (news: BatchNews): Transition<AfterClose> =>
  onLink<AfterClose>((state) => closing(state, news, "planned", "void", afterVoid));

const closing = (
  state: LinkState,
  news: BatchNews,
  from: OpenBatch["state"],
  outcome: BatchOutcome,
  revise: (batch: OpenBatch) => Partial<Ledger>,
): Step<AfterClose> => {
  const { open } = state.ledger;
  // Only its own batch, and only from the state before: a late worker must not clear the batch that is open today.
  if (open === null || open.sequence !== news.sequence || open.state !== from)
    return unchanged({ state, closedHere: wasClosedBy(state.ledger, news) });
  const ledger: Ledger = {
    ...state.ledger,
    ...revise(open),
    open: null,
    lastClosed: { sequence: open.sequence, closedBy: news.runId },
    lease: renewLease(state.ledger, news),
  };
  const after = { state: { link: state.link, ledger }, closedHere: true };
  return changed(state, { ledger, batch: { kind: "close", batch: closed(open, outcome, news.now) } }, after);
};

/** A repeat after a lost answer, as long as no other batch was closed since: then it may count too little, never too much. */
const wasClosedBy = ({ lastClosed }: Ledger, { sequence, runId }: BatchNews): boolean =>
  lastClosed?.sequence === sequence && lastClosed.closedBy === runId;

const closed = (batch: OpenBatch, outcome: BatchOutcome, now: EpochMs): ClosedBatch => ({
  sequence: batch.sequence,
  linkId: batch.linkId,
  sheet: batch.sheet,
  receipt: batch.receipt,
  size: batch.size,
  outcome,
  plannedAt: batch.plannedAt,
  closedAt: now,
});

const withMilestone = (
  milestones: readonly Milestone[],
  { sequence }: OpenBatch,
  at: EpochMs,
): readonly Milestone[] =>
  sequence % MILESTONE_EVERY === 0 ? [...milestones, { sequence, at }].slice(-MAX_MILESTONES) : milestones;
