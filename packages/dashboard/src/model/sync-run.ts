import type { Trigger } from "@attendance-export/core";

export type RunOutcome = "running" | "completed" | "failed";

/** One attempt to bring the sheet up to date. Moments are milliseconds since 1970. */
export interface SyncRun {
  readonly id: string;
  readonly trigger: Trigger;
  readonly status: RunOutcome;
  readonly startedAt: number;
  readonly completedAt: number | null;
  readonly durationMs: number | null;
  /** Records that the run put on the sheet. */
  readonly added: number;
  readonly setAside: number;
  readonly batches: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly sheetUrl: string;
}

/** A page of the history. `next` asks for the page after it; undefined on the last one. */
export interface RunPage {
  readonly runs: readonly SyncRun[];
  readonly next: string | undefined;
}
