import type { DeadLetter } from "../model/dead-letter.ts";
import type { TenantId } from "../model/ids.ts";
import type { Trigger } from "../model/sync-run.ts";
import type { EpochMs } from "../model/time.ts";

/** Asks for one run of one tenant. */
export interface ExportRequest {
  readonly tenantId: TenantId;
  readonly trigger: Trigger;
  /** When the run was due; null if somebody asked for it. */
  readonly slot: EpochMs | null;
}

/** Carries requests to whoever runs them. Rejects with a `PortFailure` (`queue-unavailable`) and nothing else. */
export interface ExportQueue {
  /** Delivers at least once, in order for one tenant. Repeating may deliver twice, which a run takes in its stride. */
  ask(request: ExportRequest): Promise<void>;
  /** Puts a failed run where operators are told of it. Repeating may tell twice, under the same id. */
  bury(letter: DeadLetter): Promise<void>;
}
