import {
  type FieldValue,
  type LocalDate,
  localDate,
  type RecordDraft,
  recordId,
} from "@attendance-export/core";
import { Temporal } from "temporal-polyfill";
import { momentsOf } from "../wall-clock.ts";
import type { Organisation, SampleSession } from "./organisations.ts";
import { SampleRandom } from "./sample-random.ts";
import { familyNames, givenNames, remarks } from "./sample-texts.ts";

export interface SampleRequest {
  /** Approved records, exactly; pending and rejected ones, about one in twenty, come on top. */
  readonly approved: number;
  readonly seed: number;
}

/** One session on one day. */
interface Slot {
  readonly date: LocalDate;
  readonly session: SampleSession;
  readonly start: number;
  readonly end: number;
}

const MINUTE_MS = 60_000;
const UNAPPROVED_ONE_IN = 20;
const SMALLEST_ROSTER = 48;
const UNAPPROVED = ["pending", "rejected"] as const;

/** The records of one organisation, one after another; holds none of them. The same request gives the same records. */
export function* sampleRecords(
  organisation: Organisation,
  { approved, seed }: SampleRequest,
): Generator<RecordDraft> {
  const random = new SampleRandom(seed);
  const perSlot = Math.max(1, Math.ceil(approved / (organisation.days * organisation.sessions.length)));
  const roster = Math.max(SMALLEST_ROSTER, perSlot);
  let written = 0;
  let index = 0;
  for (const slot of slots(organisation)) {
    for (let place = 0; place < perSlot; place += 1) {
      if (written === approved) return;
      const draft = draftOf(organisation, random, slot, { index, member: index % roster });
      if (draft.status === "approved") written += 1;
      index += 1;
      yield draft;
    }
  }
}

/** Every session of every day; twice the days, since the unapproved take places of the first ones. */
function* slots({ firstDay, days, sessions, timeZone }: Organisation): Generator<Slot> {
  const first = Temporal.PlainDate.from(firstDay);
  for (let day = 0; day < 2 * days; day += 1) {
    const date = first.add({ days: day });
    for (const session of sessions) {
      const wall = {
        year: date.year,
        month: date.month,
        day: date.day,
        hour: session.startHour,
        minute: 0,
        second: 0,
      };
      const start = momentsOf("start", date.toString(), wall, timeZone).earlier;
      // Eight hours of work are eight hours, whatever the clocks on the wall do meanwhile.
      const end = start + session.lengthHours * 60 * MINUTE_MS;
      yield { date: localDate(date.toString()), session, start, end };
    }
  }
}

const draftOf = (
  organisation: Organisation,
  random: SampleRandom,
  { date, session, start, end }: Slot,
  { index, member }: { readonly index: number; readonly member: number },
): RecordDraft => {
  const absent = random.oneIn(12);
  const late = !absent && random.oneIn(9);
  const checkIn = absent ? null : start + (late ? random.below(50) : -random.below(12)) * MINUTE_MS;
  // One in forty forgets to check out, as in life.
  const checkOut = absent || random.oneIn(40) ? null : end + random.below(20) * MINUTE_MS;
  const status = random.oneIn(UNAPPROVED_ONE_IN) ? random.pick(UNAPPROVED) : "approved";
  const attendance = absent ? "absent" : late ? "late" : "present";
  return {
    id: recordId(organisation.recordId(index)),
    member: { id: organisation.memberId(member), name: nameOf(member) },
    session: { id: session.id, name: session.name },
    date,
    checkIn,
    checkOut,
    status,
    approval:
      status === "approved"
        ? { at: end + (1 + random.below(48)) * 60 * MINUTE_MS, by: organisation.accountEmail }
        : null,
    fields: fieldsOf(organisation, random, { attendance, member }),
  };
};

/** The same member has the same name on every day. */
const nameOf = (member: number): string => {
  const given = givenNames[member % givenNames.length];
  const family = familyNames[Math.floor(member / givenNames.length + member) % familyNames.length];
  const generation = Math.floor(member / (givenNames.length * familyNames.length));
  return generation === 0 ? `${given} ${family}` : `${given} ${family} ${generation + 1}`;
};

const fieldsOf = (
  { fields }: Organisation,
  random: SampleRandom,
  { attendance, member }: { readonly attendance: string; readonly member: number },
): Readonly<Record<string, FieldValue>> => {
  const values: Readonly<Record<string, FieldValue>> = {
    Attendance: attendance,
    Grade: (member % 12) + 1,
    "Cost centre": `0${(member % 8) + 1}15`,
    Overtime: attendance === "late",
    "Vote weight": (member % 4) * 0.25 + 0.25,
    Remark: random.oneIn(6) ? random.pick(remarks) : null,
  };
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
};
