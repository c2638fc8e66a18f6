import { type FailureCode, type Ids, PortFailure } from "@attendance-export/core";
import { DAY, HOUR, MINUTE, type Span } from "./timeline.ts";

/** A stretch in which Google answers nobody as usual. */
interface Outage extends Span {
  readonly code: Extract<FailureCode, "provider-error" | "unreachable" | "no-answer" | "circuit-open">;
}

/** A stretch in which the quota of the project is spent by others: so many writes a minute are left for us. */
interface QuotaTime extends Span {
  readonly writesLeft: number;
}

export interface Weather {
  readonly outages: readonly Outage[];
  readonly quotaTimes: readonly QuotaTime[];
  /** Our own service is down: nothing is dispatched and nothing runs. */
  readonly downTimes: readonly Span[];
}

const KINDS: readonly Outage["code"][] = ["provider-error", "no-answer", "unreachable", "circuit-open"];
const USUAL_WRITES = 300;

/**
 * The weather of so many days. Outages last from twenty minutes to half a day, and some of them begin at six in the morning,
 * where most schedules are; every tenth day the quota is short for a day.
 */
export const drawWeather = (ids: Ids, start: number, days: number): Weather => {
  const spanIn = (day: number, shortest: number, longest: number): Span => {
    const from = start + day * DAY + ids.between(0, 23) * HOUR + ids.between(0, 11) * 5 * MINUTE;
    return { from, until: from + ids.between(shortest / MINUTE, longest / MINUTE) * MINUTE };
  };
  const daysOf = (every: number, first: number): readonly number[] =>
    Array.from({ length: days }, (_, day) => day).filter((day) => day % every === first % every);
  return {
    outages: daysOf(4, 1).map((day, index) => ({
      ...spanIn(day, 20 * MINUTE, index % 5 === 4 ? 12 * HOUR : 2 * HOUR),
      code: KINDS[index % KINDS.length] ?? "provider-error",
    })),
    quotaTimes: daysOf(10, 5).map((day) => ({
      from: start + day * DAY,
      until: start + (day + 1) * DAY,
      writesLeft: 2,
    })),
    downTimes: daysOf(15, 9).map((day) => spanIn(day, 30 * MINUTE, 3 * HOUR)),
  };
};

/** What Google says to each call, whoever makes it. */
export class Provider {
  readonly #weather: Weather;
  readonly #now: () => number;
  #minute = 0;
  #writes = 0;
  #mostWrites = 0;

  constructor(weather: Weather, now: () => number) {
    this.#weather = weather;
    this.#now = now;
  }

  /** The most writes that were let through in one minute. */
  get mostWrites(): number {
    return this.#mostWrites;
  }

  /** Why this call is not served; `undefined` if it is. */
  refusal(isWrite: boolean): PortFailure | undefined {
    const now = this.#now();
    const outage = this.#weather.outages.find(({ from, until }) => now >= from && now < until);
    if (outage !== undefined) return new PortFailure(outage.code, "Google is out");
    if (!isWrite) return undefined;
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) this.#writes = 0;
    this.#minute = minute;
    const short = this.#weather.quotaTimes.find(({ from, until }) => now >= from && now < until);
    if (this.#writes >= (short?.writesLeft ?? USUAL_WRITES))
      return new PortFailure("rate-limited", "Quota exceeded for quota metric 'Write requests'");
    this.#writes++;
    this.#mostWrites = Math.max(this.#mostWrites, this.#writes);
    return undefined;
  }
}
