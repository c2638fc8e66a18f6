import { defaultExportPolicy, type ExportPolicy } from "@attendance-export/core";
import { defaultResiliencePolicy, type ResiliencePolicy } from "@attendance-export/resilience";

/** The longest that Cloud Functions lets a function work on an event. */
export const EVENT_TIMEOUT_S = 540;

/** Kept free of an event's time: for a cold start before the run begins, and for the last line of its log. */
const AROUND_A_RUN_MS = 20_000;

/** When all calls of a run must have come back, counted from its beginning. */
export const RUN_MS = EVENT_TIMEOUT_S * 1_000 - AROUND_A_RUN_MS;

/** A run stops beginning new work so early that what closes it still fits: 490 s, with the last write begun by 310 s. */
export const exportPolicy: ExportPolicy = {
  ...defaultExportPolicy,
  runBudgetMs: RUN_MS - defaultResiliencePolicy.closingMs,
};

/** An admin waits before a screen for this one; the dashboard must not give up sooner. */
export const CALL_TIMEOUT_S = 120;
export const CALL_MS = 100_000;

/** One request to Google on behalf of somebody who waits. */
export const callTimeoutsMs = { write: 12_000, read: 10_000, token: 8_000 } as const;

/**
 * Trying an account out takes three writes and a read in one call of the port, so that call may take them all together. With
 * the usual times of a run it would not be made at all: they do not fit before the admin's patience ends.
 */
export const callPolicy: ResiliencePolicy = {
  ...defaultResiliencePolicy,
  retries: 2,
  backOff: { baseMs: 500, capMs: 5_000 },
  closingMs: 20_000,
  services: {
    ...defaultResiliencePolicy.services,
    sheets: {
      ...defaultResiliencePolicy.services.sheets,
      readMs: 20_000,
      writeMs: 55_000,
      wholeCallMs: 75_000,
    },
  },
};
