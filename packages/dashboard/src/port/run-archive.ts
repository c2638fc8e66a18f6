import type { RunOutcome, RunPage, SyncRun } from "../model/sync-run.ts";

export interface RunQuestion {
  /** What an earlier page gave as `next`; the newest page without it. */
  readonly before?: string;
  /** Only runs that ended so. */
  readonly outcome?: RunOutcome;
}

/** A record that cannot be written as it is, and why. */
export interface SetAsideRecord {
  readonly id: string;
  readonly reason: string;
  readonly since: number;
}

/** What happened to a link so far, however long ago. Rejects with a `CallFailure` and nothing else; all calls only read. */
export interface RunArchive {
  /** Newest first. */
  page(tenant: string, question: RunQuestion): Promise<RunPage>;
  /** Undefined where there is no such run. */
  find(tenant: string, runId: string): Promise<SyncRun | undefined>;
  /** The oldest ones first, at most a thousand. */
  setAside(tenant: string): Promise<readonly SetAsideRecord[]>;
}
