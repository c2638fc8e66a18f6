/** What can befall a call of a port. The first is that nothing does; the order is the tape's alphabet. */
export const storeFaults = [
  "none",
  "lost-request",
  "lost-answer",
  "crash-before",
  "crash-after",
  "pause",
  "applied-late",
  "rerun",
] as const;

export const sheetFaults = [
  "none",
  "lost-request",
  "lost-answer",
  "crash-before",
  "crash-after",
  "pause",
  "applied-late",
  "server-error-before",
  "server-error-after",
  "throttled",
  "spurious-refusal",
  "stale-read",
] as const;

export type Fault = (typeof storeFaults)[number] | (typeof sheetFaults)[number];

/** How long a paused worker sleeps: within a lease, past it, hours past it. */
export const PAUSES_MS = [60_000, 400_000, 3_600_000, 7_200_000];
/** How late a request takes effect after its caller gave up: some later than Google's 180 s and than our own wait. */
export const DELAYS_MS = [1_000, 30_000, 200_000, 1_000_000];
export const LATENCY_MS = [5, 25, 45, 65];
/** A caller notices a lost request or answer this much later. */
export const GIVE_UP_MS = 100;
