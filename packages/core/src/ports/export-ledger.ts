import type { ClosedBatch, FrozenRow, OpenBatch } from "../model/batch.ts";
import type { TenantId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";

/** What a transition changes besides the link's own state, in the same transaction. */
export type BatchWrite =
  | { readonly kind: "freeze"; readonly batch: OpenBatch; readonly rows: readonly FrozenRow[] }
  | { readonly kind: "close"; readonly batch: ClosedBatch };

/** What a transition decided. Without `state` nothing is written. */
export interface Step<Result> {
  readonly state?: LinkState;
  /** Only together with `state`. `close` removes the batch's frozen rows. */
  readonly batch?: BatchWrite;
  readonly result: Result;
}

/**
 * One of the core's pure decisions about a link. Stores may run it several times for one call, also after a commit whose
 * answer was lost, so it gives the same result on a state that already holds its change.
 */
export type Transition<Result> = (state: LinkState | undefined) => Step<Result>;

/** The memory of the protocol. Rejects with a `PortFailure` and nothing else. */
export interface ExportLedger {
  /**
   * Reads the link's state, runs the transition and writes what it decided, all in one serialisable transaction:
   * of two at the same time, one sees the other's result. Repeating the call is as safe as the transition is.
   */
  transact<Result>(tenantId: TenantId, transition: Transition<Result>): Promise<Result>;

  /** The rows of a batch that is still open, in their order; undefined once it is closed. */
  frozenRows(tenantId: TenantId, sequence: number): Promise<readonly FrozenRow[] | undefined>;

  /** Batches that are over, by sequence, highest first, at most `limit`. */
  closedBatches(tenantId: TenantId, limit: number): Promise<readonly ClosedBatch[]>;
}
