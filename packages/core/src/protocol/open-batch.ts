import type { GiveUpReason, OpenBatch } from "../model/batch.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { type RunClaim, renewLease } from "./lease.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** What a run learned about a batch. */
export interface BatchNews extends RunClaim {
  readonly sequence: number;
}

/** The batch as it stands now, or `undefined` if it is not the open one any more: somebody else settled it. */
export type BatchStanding = OpenBatch | undefined;

/** Changes the open batch if it is still this one and still planned; otherwise leaves everything as it is. */
const whilePlanned = (
  news: BatchNews,
  revise: (batch: OpenBatch) => Partial<OpenBatch>,
): Transition<BatchStanding> =>
  onLink((state) => {
    const { open } = state.ledger;
    // Never touch a batch that is not the one the news is about: a worker that slept for hours still believes in its own.
    if (open === null || open.sequence !== news.sequence) return unchanged(undefined);
    if (open.state !== "planned") return unchanged(open);
    const batch = { ...open, ...revise(open) };
    return changed(state, { ledger: { open: batch, lease: renewLease(state.ledger, news) } }, batch);
  });

/** A request is about to leave. Until it is answered, it may take effect late, whatever becomes of the sender. */
export const noteSending = (news: BatchNews): Transition<BatchStanding> =>
  whilePlanned(news, () => ({ unansweredSince: news.now }));

/** An answer came that says the request did nothing: none is under way any more. */
export const noteAnswered = (news: BatchNews): Transition<BatchStanding> =>
  whilePlanned(news, () => ({ unansweredSince: null }));

/** News that counts. `before` is the count that the sender knew, so that a repeat after a lost answer counts once. */
export interface CountedNews extends BatchNews {
  readonly before: number;
  /** Count at which the batch is given up. */
  readonly limit: number;
}

/**
 * A send ended without telling what became of it. `silentSince` is when a request began that may still be under way, or null
 * if an answer came that left it open. Too many of them, and the batch itself is suspected and halved; not a batch of one,
 * whose record would be blamed for an outage.
 */
export const noteInconclusive = (
  news: CountedNews & { readonly silentSince: EpochMs | null },
): Transition<BatchStanding> =>
  whilePlanned(news, (batch) => {
    const inconclusive = Math.max(batch.inconclusive, news.before + 1);
    const suspected = inconclusive >= news.limit && batch.size > 1;
    return {
      inconclusive,
      unansweredSince: news.silentSince,
      giveUp: batch.giveUp ?? (suspected ? "unanswered" : null),
    };
  });

/**
 * The service refused in words that nobody knows. Not held against the batch at first sight, unless a record is searched for
 * that an earlier batch was given up for: then the search goes on.
 */
export const noteUnknownRefusal = (
  news: CountedNews & { readonly searching: boolean },
): Transition<BatchStanding> =>
  whilePlanned(news, (batch) => {
    const unknownRefusals = Math.max(batch.unknownRefusals, news.before + 1);
    const giveUp = batch.giveUp ?? (news.searching || unknownRefusals >= news.limit ? "content" : null);
    // Given up, its void receipt leaves at once.
    return { unknownRefusals, giveUp, unansweredSince: giveUp === null ? null : news.now };
  });

/**
 * Decides to give the batch up. Written before the void receipt is: a worker that takes over then knows why, and halves.
 */
export const giveUpBatch = (news: BatchNews & { readonly reason: GiveUpReason }): Transition<BatchStanding> =>
  whilePlanned(news, (batch) => ({ giveUp: batch.giveUp ?? news.reason, unansweredSince: news.now }));

/** The rows are on the sheet for certain: a 200, or the batch's own receipt. */
export const applyBatch = (news: BatchNews): Transition<BatchStanding> =>
  whilePlanned(news, () => ({ state: "applied", appliedAt: news.now, unansweredSince: null }));

/**
 * A stranger's mark stands under the receipt's id, so this batch is not on the sheet and can never be under it.
 * Moves the link to fresh ids and lets the batch be sent again under its new one.
 */
export const moveReceipts = (
  news: BatchNews & { readonly takenId: number; readonly receiptBase: number },
): Transition<BatchStanding> =>
  onLink((state) => {
    const { open } = state.ledger;
    if (open === null || open.sequence !== news.sequence) return unchanged(undefined);
    // Moved already, by this very call or by another worker.
    if (open.state !== "planned" || open.receipt.id !== news.takenId) return unchanged(open);
    const batch: OpenBatch = {
      ...open,
      receipt: { ...open.receipt, id: news.receiptBase + open.sequence },
      unansweredSince: news.now,
    };
    return changed(state, { ledger: { open: batch, receiptBase: news.receiptBase } }, batch);
  });
