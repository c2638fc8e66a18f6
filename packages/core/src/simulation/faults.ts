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
  "denied",
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

/** How often which fault befell which call. */
export class FaultTally {
  readonly #calls = new Map<string, Map<Fault, number>>();
  calls = 0;

  count(fault: Fault, call: string): void {
    this.calls++;
    let faults = this.#calls.get(call);
    if (faults === undefined) {
      faults = new Map();
      this.#calls.set(call, faults);
    }
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  }

  *[Symbol.iterator](): Generator<readonly [call: string, fault: Fault, times: number]> {
    for (const [call, faults] of this.#calls) for (const [fault, times] of faults) yield [call, fault, times];
  }
}
