import { type TenantId, type TimeZone, tenantId, timeZone } from "@attendance-export/core";

/** One kind of session of an organisation; times are wall-clock times of its zone. */
export interface SampleSession {
  readonly id: string;
  readonly name: string;
  readonly startHour: number;
  readonly lengthHours: number;
}

/** An organisation that does not exist. */
export interface Organisation {
  readonly tenantId: TenantId;
  readonly title: string;
  readonly accountEmail: string;
  readonly timeZone: TimeZone;
  /** The first day; records spread over the days after it. */
  readonly firstDay: string;
  readonly days: number;
  readonly sessions: readonly [SampleSession, ...SampleSession[]];
  /** The n-th record's id and the n-th member's, from 0. */
  readonly recordId: (index: number) => string;
  readonly memberId: (index: number) => string;
  /** Columns of the sheet beyond the usual ones. */
  readonly fields: readonly string[];
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, "0");

/** A school, a company whose night shifts cross both changes of the clocks, a council in a zone of half an hour. */
export const organisations: readonly [Organisation, ...Organisation[]] = [
  {
    tenantId: tenantId("harbour-school"),
    title: "Harbour Street School",
    accountEmail: "office@harbour-school.example",
    timeZone: timeZone("America/Toronto"),
    firstDay: "2024-09-03",
    days: 150,
    sessions: [
      { id: "HR", name: "Homeroom", startHour: 8, lengthHours: 7 },
      { id: "AS", name: "After-school club, “Robots & Recorders”", startHour: 15, lengthHours: 2 },
    ],
    recordId: (index) => `HS-${padded(index + 1, 7)}`,
    memberId: (index) => `P${padded(index + 1, 4)}`,
    fields: ["Attendance", "Grade", "Remark"],
  },
  {
    tenantId: tenantId("nachtwerk"),
    title: "Nachtwerk Logistik GmbH",
    accountEmail: "personal@nachtwerk.example",
    timeZone: timeZone("Europe/Berlin"),
    firstDay: "2024-10-14",
    // From before the change of October to after the one of March.
    days: 180,
    sessions: [
      { id: "N", name: "Nachtschicht", startHour: 22, lengthHours: 8 },
      { id: "F", name: "Frühschicht", startHour: 6, lengthHours: 8 },
      { id: "S", name: "Spätschicht", startHour: 14, lengthHours: 8 },
    ],
    // Only digits and leading zeros: what a spreadsheet turns into numbers if it may.
    recordId: (index) => padded(index + 1, 9),
    memberId: (index) => padded(index + 42, 5),
    fields: ["Attendance", "Cost centre", "Overtime", "Remark"],
  },
  {
    tenantId: tenantId("rivermouth-council"),
    title: "Rivermouth City Council",
    accountEmail: "clerk@rivermouth.example",
    timeZone: timeZone("America/St_Johns"),
    firstDay: "2024-01-08",
    days: 300,
    sessions: [
      { id: "14-03-03-01", name: "Council, ordinary meeting", startHour: 18, lengthHours: 4 },
      { id: "2/4", name: "Committee on Harbour, Roads and Sewers", startHour: 9, lengthHours: 3 },
      { id: "E5", name: "Two-Spirit, Lesbian & Gay Advisory Committee", startHour: 13, lengthHours: 2 },
    ],
    recordId: (index) => `RC ${padded(index + 1, 6)}`,
    memberId: (index) => `Ward ${padded((index % 24) + 1, 2)} seat ${Math.floor(index / 24) + 1}`,
    fields: ["Attendance", "Vote weight", "Remark"],
  },
];
