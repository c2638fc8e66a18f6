import type { RunId, TenantId } from "../model/ids.ts";
import type { SyncRun } from "../model/sync-run.ts";

/** A run that is over. */
export type FinishedRun = SyncRun & { readonly status: "completed" | "failed" };

/** The history: every run a row, none `running` for ever. Rejects with a `PortFailure` and nothing else. */
export interface SyncRunLog {
  /** Writes the row of a run that starts now. Repeating changes nothing; a finished run stays finished. */
  begin(run: SyncRun): Promise<void>;

  /** Closes a run, whether or not its beginning was written. The first close counts; repeating changes nothing. */
  finish(run: FinishedRun): Promise<void>;

  /** Newest start first, at most `limit`. */
  recent(tenantId: TenantId, limit: number): Promise<readonly SyncRun[]>;

  /** Undefined where there is no such run of that tenant. */
  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined>;
}
