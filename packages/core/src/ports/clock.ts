import type { EpochMs } from "../model/time.ts";

/** The only source of time. Two processes' clocks may differ: no safety rests on them. */
export interface Clock {
  now(): EpochMs;
  /** Resolves no sooner than `ms` milliseconds later. */
  sleep(ms: number): Promise<void>;
}
