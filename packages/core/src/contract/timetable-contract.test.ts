import { describe, it } from "vitest";
import { MemoryTimetable } from "../memory/memory-timetable.ts";
import type { Timetable } from "../ports/timetable.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import {
  type CalendarSentence,
  type TimetableSentence,
  type TimetableSubject,
  timetableContract,
} from "./timetable-contract.ts";

const runner = { describe, it };

const subjectOf = (port: Timetable) => async (): Promise<TimetableSubject> => ({
  port,
  close: async () => undefined,
});
const memory = new MemoryTimetable();
const open = subjectOf(memory);
const broken = (next: Timetable["next"]) => subjectOf({ next });

/** A memory timetable has no calendar: intervals of UTC, and it takes every expression for a daily one. */
const withoutCalendar = "it has no calendar: whole intervals of UTC";
const calendar: Readonly<Record<CalendarSentence, string>> = {
  "fires daily at six on a wall of that zone": withoutCalendar,
  "fires weekly on Mondays at six, also across the end of a year": withoutCalendar,
  "reads a cron expression on a wall of that zone, across both changes of its clocks": withoutCalendar,
  "fires at the first moment after the gap where the local time does not exist": withoutCalendar,
  "fires once where the local time happens twice": withoutCalendar,
  "knows zones that are off by parts of an hour, and clocks that change by half of one": withoutCalendar,
  "fires on 29 February in leap years alone, and never on a day that no year has": withoutCalendar,
  "refuses an expression that cannot be read, and says what is wanted": withoutCalendar,
};

const HOUR = 3_600_000;

const saboteurs: Saboteurs<TimetableSubject, TimetableSentence> = {
  "answers with a moment strictly after the one it was asked about": broken((frequency, zone, after) =>
    // A slot that begins this very moment counts once more.
    memory.next(frequency, zone, after - 1),
  ),
  "skips no firing: asked between two of them, it names the later one": broken((frequency, zone, after) =>
    // Rounds up to the hour before it looks.
    memory.next(frequency, zone, Math.ceil(after / HOUR) * HOUR),
  ),
  "fires on the quarter, the half and the full hour": broken((frequency, _zone, after) =>
    // Counts from whenever it is asked.
    frequency === "15min" ? after + 900_000 : after + HOUR,
  ),
  "keeps its hours while the clocks change": broken((frequency, zone, after) => {
    // Believes that the hour between two and three is never there in March.
    const next = memory.next(frequency, zone, after);
    return new Date(next).toISOString().startsWith("2024-03-10T07") ? next + HOUR : next;
  }),
  ...(Object.fromEntries(Object.keys(calendar).map((sentence) => [sentence, open])) as Record<
    CalendarSentence,
    typeof open
  >),
};

verifyContract(runner, timetableContract, saboteurs);
verify(runner, timetableContract, { adapter: "MemoryTimetable", open, except: calendar });
