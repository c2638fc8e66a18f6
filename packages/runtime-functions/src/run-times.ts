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

/** Firebase Hosting gives a request up after 60 s, whatever the function's own limit is. */
export const REQUEST_TIMEOUT_S = 60;
/** When all calls of a request must have come back. */
export const REQUEST_MS = 56_000;

/** One request to Google on behalf of somebody who waits before the dashboard. */
export const requestTimeoutsMs = { write: 10_000, read: 6_000, token: 5_000 } as const;

/** As with a call: trying an account out is one call of the port, of three writes and a read. */
export const requestPolicy: ResiliencePolicy = {
  ...callPolicy,
  retries: 1,
  backOff: { baseMs: 500, capMs: 2_000 },
  closingMs: 8_000,
  services: {
    ...callPolicy.services,
    sheets: { ...callPolicy.services.sheets, readMs: 12_000, writeMs: 41_000, wholeCallMs: 42_000 },
    store: { ...callPolicy.services.store, readMs: 8_000, writeMs: 8_000, wholeCallMs: 12_000 },
  },
};

/**
 * A run within a request. Its batches are small, so that one is written in a second or two, and none is begun that could not
 * be awaited; what is left is asked for of the queue. A write without an answer is settled by a later run, as ever.
 */
export const requestRunPolicy: ExportPolicy = {
  ...defaultExportPolicy,
  maxRows: 1_000,
  runBudgetMs: REQUEST_MS - requestPolicy.closingMs - 3_000,
  writeMs: 20_000,
};

/** Within a run a call to Sheets is one request to Google, with one repeat. */
export const requestRunResilience: ResiliencePolicy = {
  ...requestPolicy,
  services: {
    ...requestPolicy.services,
    sheets: { ...requestPolicy.services.sheets, readMs: 11_000, writeMs: 15_000, wholeCallMs: 20_000 },
  },
};
