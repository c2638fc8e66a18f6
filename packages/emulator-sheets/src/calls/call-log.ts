/** How a call ended for the client: with the API's own answer, with an injected one, or with none. */
export type CallOutcome = "answered" | "fault answered" | "dropped" | "held" | "applied late";

/** One request to an emulated API. */
export interface Call {
  /** Counts from 1 over the emulator's life; the order in which requests were taken up. */
  readonly number: number;
  readonly atMs: number;
  readonly service: string;
  /** As in the discovery document: `spreadsheets.batchUpdate`, `files.create`; `token` for the token endpoint. */
  readonly method: string;
  readonly access: "read" | "write";
  readonly fileId: string | undefined;
  readonly email: string | undefined;
  readonly outcome: CallOutcome;
  /** The status that was or would have been sent. */
  readonly status: number;
  /** What the API answered before a fault hid it; the error's message, when it was one. */
  readonly error: string | undefined;
  readonly fault: string | undefined;
  readonly requestBytes: number;
  /** How long the emulator worked on it, in real milliseconds; 0 when a fault kept it from working. */
  readonly durationMs: number;
}

/** Which calls are meant; what is not given does not matter. */
export type CallFilter = Partial<
  Pick<Call, "service" | "method" | "access" | "fileId" | "email" | "outcome" | "status">
>;

/** The page and most tests want the latest; counts are kept for all. */
const keptCalls = 2_000;

/** Every request to an emulated API, counted, and the latest in full. */
export class CallLog {
  #calls: Call[] = [];
  #total = 0;
  #byMethod = new Map<string, number>();

  record(call: Omit<Call, "number">): Call {
    this.#total += 1;
    const entry = { ...call, number: this.#total };
    this.#calls.push(entry);
    if (this.#calls.length > 2 * keptCalls) this.#calls = this.#calls.slice(-keptCalls);
    this.#byMethod.set(call.method, (this.#byMethod.get(call.method) ?? 0) + 1);
    return entry;
  }

  /** How many calls were made of each method since the last reset. */
  byMethod(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byMethod);
  }

  /** How many of the latest 2,000 calls match; without a filter, how many there were in all since the last reset. */
  count(filter?: CallFilter): number {
    if (filter === undefined) return [...this.#byMethod.values()].reduce((sum, count) => sum + count, 0);
    return this.list(filter).length;
  }

  /** The latest calls in the order in which they were taken up; at least the last 2,000. */
  list(filter: CallFilter = {}): readonly Call[] {
    const wanted = Object.entries(filter) as [keyof CallFilter, unknown][];
    return this.#calls.filter((call) => wanted.every(([name, value]) => call[name] === value));
  }

  reset(): void {
    this.#calls = [];
    this.#byMethod.clear();
  }
}
