import type { EpochMs } from "./time.ts";

/** How often a link is due (seed 003), or a cron expression of five fields read in the link's zone (seed 004). */
export type Frequency = "15min" | "30min" | "hourly" | "daily" | "weekly" | { readonly cron: string };

/** A link's schedule and how its retries stand. */
export interface Polling {
  /** The admin's own switch. */
  readonly enabled: boolean;
  readonly frequency: Frequency;
  /** When a run is due next, retries and probes included; null while nothing is. */
  readonly nextPollAt: EpochMs | null;
  /** When the last run began. */
  readonly lastPolledAt: EpochMs | null;
  /** Failed attempts since the last slot, whoever is to blame: they decide how soon the next one is. */
  readonly retryCount: number;
  /** Failed runs since the last good one that were this link's own fault; an outage in between counts for nothing. */
  readonly ownFailures: number;
  /** Attempts at a slot, and the number of its own failures at which a link becomes a dead letter. */
  readonly maxRetries: number;
  /** Switched off by the product after the last attempt; then only probed, once a day, until a probe or an admin says go. */
  readonly suspendedAt: EpochMs | null;
}

/** Hourly on connect (seed 003), three attempts (seed 004). */
export const defaultPolling = (now: EpochMs): Polling => ({
  enabled: true,
  frequency: "hourly",
  nextPollAt: now,
  lastPolledAt: null,
  retryCount: 0,
  ownFailures: 0,
  maxRetries: 3,
  suspendedAt: null,
});
