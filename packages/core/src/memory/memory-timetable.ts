import type { Frequency } from "../model/polling.ts";
import { DAY_MS, type EpochMs, type TimeZone } from "../model/time.ts";
import type { Timetable } from "../ports/timetable.ts";

const MINUTE_MS = 60_000;
const INTERVALS: Readonly<Record<Extract<Frequency, string>, number>> = {
  "15min": 15 * MINUTE_MS,
  "30min": 30 * MINUTE_MS,
  hourly: 60 * MINUTE_MS,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
};

/** Whole intervals of UTC, for tests that are not about calendars: no zones, and a cron expression fires daily. */
export class MemoryTimetable implements Timetable {
  next(frequency: Frequency, _zone: TimeZone, after: EpochMs): EpochMs {
    const interval = typeof frequency === "string" ? INTERVALS[frequency] : DAY_MS;
    return (Math.floor(after / interval) + 1) * interval;
  }
}
