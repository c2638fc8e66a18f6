import type { EpochMs } from "./time.ts";

/** How often a link is due (seed 003), or a cron expression read in the link's zone (seed 004). */
export type Frequency = "15min" | "30min" | "hourly" | "daily" | "weekly" | { readonly cron: string };

/** A link's schedule and how its retries stand. */
export interface Polling {
  readonly enabled: boolean;
  readonly frequency: Frequency;
  readonly nextPollAt: EpochMs | null;
  readonly lastPolledAt: EpochMs | null;
  /** Failures in a row that belong to this link. */
  readonly retryCount: number;
  readonly maxRetries: number;
}

/** Hourly on connect (seed 003), three attempts (seed 004). */
export const defaultPolling = (now: EpochMs): Polling => ({
  enabled: true,
  frequency: "hourly",
  nextPollAt: now,
  lastPolledAt: null,
  retryCount: 0,
  maxRetries: 3,
});
