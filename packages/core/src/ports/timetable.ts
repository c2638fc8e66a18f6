import type { Frequency } from "../model/polling.ts";
import type { EpochMs, TimeZone } from "../model/time.ts";

/** When schedules fire. Synchronous: no I/O stands behind it, and the same question always gets the same answer. */
export interface Timetable {
  /**
   * The first moment strictly after `after` at which the schedule fires on a clock in that zone. A local time that does
   * not exist fires at the first moment after the gap; one that happens twice fires once. `undefined` if it never does.
   * Daily is at six, weekly on Mondays at six. Throws `InvalidInput` for a cron expression that cannot be read.
   */
  next(frequency: Frequency, zone: TimeZone, after: EpochMs): EpochMs | undefined;
}
