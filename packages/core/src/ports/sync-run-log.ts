import type { RunId, TenantId } from "../model/ids.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { EpochMs } from "../model/time.ts";

/** A run that is over. */
export type FinishedRun = SyncRun & { readonly status: "completed" | "failed" };

/** Where a page of the history ended: by start, then by id. */
export interface RunPosition {
  readonly startedAt: EpochMs;
  readonly runId: RunId;
}

export interface RunPage {
  /** Runs strictly older than this one, in the order of the history; from the newest without it. */
  readonly before?: RunPosition | undefined;
  /** Runs that stand so; all of them without it. */
  readonly status?: SyncRun["status"] | undefined;
  /** At most this many, from 1. */
  readonly limit: number;
}

/** The history: every run a row, none `running` for ever. Rejects with a `PortFailure` and nothing else. */
export interface SyncRunLog {
  /** Writes the row of a run that starts now. Repeating changes nothing; a finished run stays finished. */
  begin(run: SyncRun): Promise<void>;

  /** Closes a run, whether or not its beginning was written. The first close counts; repeating changes nothing. */
  finish(run: FinishedRun): Promise<void>;

  /**
   * Newest start first, those of one moment by descending id, by pages; fewer than `limit` means there are no more.
   * Its cost grows with the page and not with the history. A run that began meanwhile is on no later page.
   */
  recent(tenantId: TenantId, page: RunPage): Promise<readonly SyncRun[]>;

  /** Undefined where there is no such run of that tenant. */
  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined>;
}
