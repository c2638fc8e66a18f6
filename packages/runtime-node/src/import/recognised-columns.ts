import { UserError } from "../user-error.ts";
import { type Mapping, type MappingInput, mappingSchema } from "./mapping.ts";

/** The parts of a record that a column can be recognised for, each by its usual names, best first. */
const USUAL_NAMES = {
  id: ["recordid", "attendanceid", "id", "record", "uuid"],
  memberId: ["memberid", "employeeid", "studentid", "personid", "staffid", "userid", "employeenumber"],
  memberName: [
    "membername",
    "member",
    "employeename",
    "employee",
    "studentname",
    "student",
    "person",
    "fullname",
    "name",
  ],
  sessionId: ["sessionid", "shiftid", "classid", "courseid", "eventid", "meetingid"],
  sessionName: [
    "sessionname",
    "session",
    "shift",
    "class",
    "course",
    "event",
    "meeting",
    "lesson",
    "subject",
  ],
  date: ["date", "day", "sessiondate", "attendancedate", "shiftdate", "meetingdate"],
  checkIn: ["checkin", "checkintime", "clockin", "timein", "checkedin", "starttime", "start", "arrival"],
  checkOut: ["checkout", "checkouttime", "clockout", "timeout", "checkedout", "endtime", "end", "departure"],
  approval: ["approvalstatus", "approval"],
} as const;

type Part = keyof typeof USUAL_NAMES;
type Found = Partial<Record<Part, string>>;

/** What no record can be without. */
const NEEDED: readonly { readonly anyOf: readonly Part[]; readonly what: string }[] = [
  { anyOf: ["id"], what: "the record's id" },
  { anyOf: ["memberId", "memberName"], what: "the member" },
  { anyOf: ["sessionId", "sessionName"], what: "the session" },
  { anyOf: ["date"], what: "the date" },
];

/** A mapping for a file whose columns bear their usual names; anything beyond them becomes a free field. */
export const recognisedMapping = (file: string, columns: readonly string[], zone?: string): Mapping => {
  const found = recognise(columns);
  const missing = NEEDED.filter(({ anyOf }) => anyOf.every((part) => found[part] === undefined));
  if (missing.length > 0)
    throw new UserError(
      `No column of ${file} is recognised as ${missing.map(({ what }) => what).join(", ")}.`,
      `Give a mapping file with --mapping. This one fits the file's columns once the words in <> are replaced:\n${skeleton(found, columns)}`,
    );
  return mappingSchema.parse(mappingOf(found, columns, zone));
};

const recognise = (columns: readonly string[]): Found => {
  const plain = new Map(columns.map((column) => [column.toLowerCase().replaceAll(/[^a-z0-9]/g, ""), column]));
  const found: Found = {};
  for (const [part, names] of Object.entries(USUAL_NAMES) as [Part, readonly string[]][]) {
    const name = names.find((usual) => plain.has(usual));
    const column = name === undefined ? undefined : plain.get(name);
    if (column !== undefined) found[part] = column;
  }
  return found;
};

const mappingOf = (found: Found, columns: readonly string[], zone: string | undefined): MappingInput => {
  const used = new Set(Object.values(found));
  const { checkIn, checkOut, approval } = found;
  return {
    ...(zone === undefined ? {} : { timeZone: zone }),
    id: found.id ?? '<the column, or {"template": "{one}_{another}"}, that no two rows share>',
    member: {
      id: found.memberId ?? found.memberName ?? "<column>",
      name: found.memberName ?? found.memberId ?? "<column>",
    },
    session: {
      id: found.sessionId ?? found.sessionName ?? "<column>",
      name: found.sessionName ?? found.sessionId ?? "<column>",
    },
    date: found.date ?? "<column>",
    ...(checkIn === undefined && checkOut === undefined
      ? {}
      : { times: { ...(checkIn && { checkIn }), ...(checkOut && { checkOut }) } }),
    ...(approval === undefined ? {} : { approval: { status: approval } }),
    fields: Object.fromEntries(
      columns.filter((column) => !used.has(column)).map((column) => [column, column]),
    ),
  };
};

const skeleton = (found: Found, columns: readonly string[]): string =>
  JSON.stringify(mappingOf(found, columns, "<such as America/Toronto>"), undefined, 2);
