import type { FailureCode } from "@attendance-export/core";

/** What stands behind a port: each answers in its own time, and its silence means something else. */
export type Service = "sheets" | "store" | "notices";

/** How long a call may take, and what it is called when it takes longer. */
export interface ServicePolicy {
  readonly readMs: number;
  readonly writeMs: number;
  /** How long a call may take with all its attempts and waits. */
  readonly wholeCallMs: number;
  /** The code for the caller who got no answer in time; an ambiguous one, since the call may still be running. */
  readonly unanswered: FailureCode;
  /** Whether calls may use the time that is kept free for closing a run. */
  readonly closesRuns: boolean;
}

/** Full jitter: `max(retryAfterMs, U(0, min(capMs, baseMs * 2^n)))` for the n-th retry, from 0. */
export interface BackOffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

/** When calls to a provider that fails for everybody are stopped. */
export interface CircuitPolicy {
  /** Opens above this share of failed calls, from 0 to 1, both excluded. */
  readonly share: number;
  /** Fewer calls than this within the window prove nothing. */
  readonly leastCalls: number;
  readonly windowMs: number;
  /** How long no call goes out; then one does, and decides. */
  readonly openMs: number;
}

/** How many, how long, how often: every number of this package, as data. Times in milliseconds. */
export interface ResiliencePolicy {
  /** Retries of one call, its first attempt not counted. */
  readonly retries: number;
  readonly backOff: BackOffPolicy;
  /** Retries a run may have at once; each first attempt earns `retriesEarned` more, up to this again. */
  readonly retriesHeld: number;
  readonly retriesEarned: number;
  /** Kept free at the end of a run, so that a late answer can still be written down. */
  readonly closingMs: number;
  readonly services: Readonly<Record<Service, ServicePolicy>>;
}

/** Numbers of the design, with their reasons in the decision record 0004. */
export const defaultResiliencePolicy: ResiliencePolicy = {
  retries: 5,
  backOff: { baseMs: 1_000, capMs: 64_000 },
  retriesHeld: 10,
  retriesEarned: 0.1,
  closingMs: 30_000,
  services: {
    // Google works on one request for up to 180 s. Whoever waits for a lost one to land counts `lateMs` of the core from the
    // moment its sending was noted in the store; so the note and the send, with all attempts, take no longer than that.
    sheets: {
      readMs: 60_000,
      writeMs: 180_000,
      wholeCallMs: 240_000,
      unanswered: "no-answer",
      closesRuns: false,
    },
    store: {
      readMs: 20_000,
      writeMs: 20_000,
      wholeCallMs: 60_000,
      unanswered: "store-unavailable",
      closesRuns: true,
    },
    notices: {
      readMs: 20_000,
      writeMs: 20_000,
      wholeCallMs: 60_000,
      unanswered: "notice-undelivered",
      closesRuns: true,
    },
  },
};

export const defaultCircuitPolicy: CircuitPolicy = {
  share: 0.5,
  leastCalls: 20,
  windowMs: 60_000,
  openMs: 60_000,
};
