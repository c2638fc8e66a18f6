import { type EpochMs, InvalidInput, type TimeZone } from "@attendance-export/core";
import { Temporal } from "temporal-polyfill";

/** What a clock on the wall and the calendar beside it show. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The moments a wall clock may mean: one as a rule, two in the hour that autumn repeats, none in the one that spring skips. */
export interface Moments {
  readonly earlier: EpochMs;
  readonly later: EpochMs;
  readonly kind: "once" | "twice" | "never";
}

/**
 * Reads a wall clock in a zone. Throws `InvalidInput` for a day or a time that no calendar has, such as 31 February.
 *
 * Where spring skips the time, `earlier` and `later` are what the clock would mean by the rules after and before the change.
 */
export const momentsOf = (label: string, text: string, wall: WallClock, zone: TimeZone): Moments => {
  const plain = existing(label, text, () => Temporal.PlainDateTime.from(wall, { overflow: "reject" }));
  const earlier = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = plain.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { earlier: earlier.epochMilliseconds, later: later.epochMilliseconds, kind: "once" };
  const kind = earlier.toPlainDateTime().equals(plain) ? "twice" : "never";
  return { earlier: earlier.epochMilliseconds, later: later.epochMilliseconds, kind };
};

/** Reads a moment that says its own offset. Not `Date.parse`, which makes 1 March of 30 February. */
export const instantOf = (label: string, text: string): EpochMs =>
  existing(label, text, () => Temporal.Instant.from(text).epochMilliseconds);

const existing = <Value>(label: string, text: string, build: () => Value): Value => {
  try {
    return build();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InvalidInput(label, text, "a day and a time that exist");
  }
};

/** The day after, as a wall clock of the same time. */
export const nextDay = (wall: WallClock): WallClock => {
  const { year, month, day } = Temporal.PlainDate.from(wall).add({ days: 1 });
  return { ...wall, year, month, day };
};
