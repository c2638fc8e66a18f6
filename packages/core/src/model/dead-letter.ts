import type { FailureCode } from "../failures/failure-table.ts";
import type { RunId, TenantId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** A run that failed for the last time, for people to look at. Holds no record and no secret. */
export interface DeadLetter {
  /** The same for the same failure, so that a repeat can be recognised. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly code: FailureCode;
  readonly message: string;
  readonly at: EpochMs;
  /** Records that were exported before the failure. */
  readonly exported: number;
  readonly attempts: number;
}
