import { ApiError } from "../server/api-error.ts";
import type { EmulatorClock } from "../time/clock.ts";

const minuteMs = 60_000;

/** Requests a minute. Google's numbers are 300 for a project and 60 for one user of it, for reads and writes each. */
export interface QuotaLimits {
  readonly perUser: number;
  readonly perProject: number;
}

export const googleQuotas: QuotaLimits = { perUser: 60, perProject: 300 };

interface Counter {
  minute: number;
  used: number;
}

export type QuotaKind = "read" | "write";

const metricNames = { read: "Read", write: "Write" } as const;

function exceeded(kind: QuotaKind, isPerUser: boolean, project: string): ApiError {
  const name = metricNames[kind];
  const limit = `${name} requests per minute${isPerUser ? " per user" : ""}`;
  const message = `Quota exceeded for quota metric '${name} requests' and limit '${limit}' of service 'sheets.googleapis.com' for consumer 'project_number:${project}'.`;
  return new ApiError(429, "RESOURCE_EXHAUSTED", message, {
    details: [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        reason: "RATE_LIMIT_EXCEEDED",
        domain: "googleapis.com",
        metadata: {
          quota_limit: `${name}RequestsPerMinute${isPerUser ? "PerUser" : "PerProject"}`,
          service: "sheets.googleapis.com",
          quota_metric: `sheets.googleapis.com/${kind}_requests`,
          consumer: `projects/${project}`,
        },
      },
    ],
  });
}

/** Requests counted by minutes of the emulator's clock. A refused request carries no Retry-After, as no recorded one does. */
export class Quotas {
  readonly #clock: EmulatorClock;
  readonly #counters = new Map<string, Counter>();
  #limits: QuotaLimits | undefined;

  constructor(clock: EmulatorClock, limits: QuotaLimits | undefined) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Other limits from now on; undefined switches them off. */
  limit(limits: QuotaLimits | undefined): void {
    this.#limits = limits;
  }

  get limits(): QuotaLimits | undefined {
    return this.#limits;
  }

  /** What was used in this minute, by project and by user of a project. */
  used(): Readonly<Record<string, number>> {
    const minute = this.#minute();
    const current = [...this.#counters].filter(([, counter]) => counter.minute === minute);
    return Object.fromEntries(current.map(([key, { used }]) => [key, used]));
  }

  /**
   * Counts one request.
   *
   * @throws ApiError 429 when the user or the project has none left this minute; a refused request is not counted
   */
  take(kind: QuotaKind, project: string, email: string): void {
    const user = this.#counter(`${kind} ${project} ${email}`);
    const all = this.#counter(`${kind} ${project}`);
    if (this.#limits !== undefined) {
      if (user.used >= this.#limits.perUser) throw exceeded(kind, true, project);
      if (all.used >= this.#limits.perProject) throw exceeded(kind, false, project);
    }
    user.used += 1;
    all.used += 1;
  }

  #minute(): number {
    return Math.floor(this.#clock.now() / minuteMs);
  }

  #counter(key: string): Counter {
    const minute = this.#minute();
    const present = this.#counters.get(key);
    if (present?.minute === minute) return present;
    const counter = { minute, used: 0 };
    this.#counters.set(key, counter);
    return counter;
  }
}
