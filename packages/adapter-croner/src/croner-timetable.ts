import {
  type EpochMs,
  type Frequency,
  InvalidInput,
  type Timetable,
  type TimeZone,
} from "@attendance-export/core";
import { Cron } from "croner";

/** Frequencies of seed 003 as cron expressions: on the quarter, the half, the hour; daily at six; Mondays at six. */
const NAMED: Readonly<Record<Extract<Frequency, string>, string>> = {
  "15min": "*/15 * * * *",
  "30min": "*/30 * * * *",
  hourly: "0 * * * *",
  daily: "0 6 * * *",
  weekly: "0 6 * * 1",
};

/** Minute, hour, day of the month, month, day of the week: seconds would only spend the quota that all links share. */
const FIVE_FIELDS = /^\s*(\S+\s+){4}\S+\s*$/;

/** A parsed expression is kept: parsing costs some microseconds, and a dispatcher asks for the same ones all day. */
const REMEMBERED = 1_000;

/** Cron expressions and frequencies on croner, in the link's zone, changes of the clocks included. */
export class CronerTimetable implements Timetable {
  readonly #parsed = new Map<string, Cron>();

  /** Throws `InvalidInput` for an expression that cannot be read. */
  next(frequency: Frequency, zone: TimeZone, after: EpochMs): EpochMs | undefined {
    const expression = typeof frequency === "string" ? NAMED[frequency] : frequency.cron;
    return this.#parse(expression, zone).nextRun(new Date(after))?.getTime();
  }

  #parse(expression: string, zone: TimeZone): Cron {
    const key = `${zone} ${expression}`;
    const known = this.#parsed.get(key);
    if (known !== undefined) return known;
    const parsed = parse(expression, zone);
    if (this.#parsed.size >= REMEMBERED) this.#parsed.clear();
    this.#parsed.set(key, parsed);
    return parsed;
  }
}

const parse = (expression: string, zone: TimeZone): Cron => {
  const wanted = "a cron expression of five fields, such as 0 6 * * 1-5";
  if (!FIVE_FIELDS.test(expression)) throw new InvalidInput("cron", expression, wanted);
  try {
    return new Cron(expression, { timezone: zone });
  } catch (cause) {
    if (!(cause instanceof TypeError) && !(cause instanceof RangeError)) throw cause;
    throw new InvalidInput("cron", expression, `${wanted} (${cause.message})`);
  }
};
