import type { FailureCode } from "../failures/failure-table.ts";
import type { RunId, SpreadsheetId, TenantId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** Why a run began. */
export type Trigger = "schedule" | "manual" | "retry" | "reconnect";

/** What a run did, in records and calls. */
export interface RunCounts {
  /** Records the run put on the sheet or found there and confirmed. */
  readonly exported: number;
  /** Batches it confirmed. */
  readonly batches: number;
  /** Records it set aside. */
  readonly quarantined: number;
}

export const noCounts: RunCounts = { exported: 0, batches: 0, quarantined: 0 };

/** A row of the history, from the moment a run begins (seed 004). */
export interface SyncRun {
  readonly runId: RunId;
  readonly tenantId: TenantId;
  readonly trigger: Trigger;
  readonly spreadsheetId: SpreadsheetId;
  readonly startedAt: EpochMs;
  readonly status: "running" | "completed" | "failed";
  readonly completedAt: EpochMs | null;
  readonly counts: RunCounts;
  readonly errorCode: FailureCode | null;
  readonly errorMessage: string | null;
}
