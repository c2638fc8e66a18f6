import type { AttendanceRecord, ExportMark, StoredRecord } from "../../model/attendance-record.ts";
import { type RecordId, recordId } from "../../model/ids.ts";
import { type LocalDate, localDate } from "../../model/time.ts";
import type { RecordDraft } from "../../ports/attendance-register.ts";

/** 2026-03-02T08:00:00Z. */
export const monday = Date.UTC(2026, 2, 2, 8);
const day: LocalDate = localDate("2026-03-02");

/** An approved record of that id, its revision 1; whatever else is wanted comes on top. */
export const recordOf = (
  id: RecordId | string,
  wanted: Partial<AttendanceRecord> = {},
): AttendanceRecord => ({
  id: recordId(id),
  member: { id: "m-1", name: "Zoë Ångström" },
  session: { id: "s-1", name: "Night shift" },
  date: day,
  checkIn: monday,
  checkOut: monday + 28_800_000,
  status: "approved",
  approval: { at: monday + 36_000_000, by: "lead@example.org" },
  fields: {},
  revision: 1,
  ...wanted,
});

/** A record with everything a store might spoil on its way in or out. */
export const richRecord = (id: RecordId | string, wanted: Partial<AttendanceRecord> = {}): AttendanceRecord =>
  recordOf(id, {
    member: { id: "0042", name: 'Zoë "Zed" O\'Neill \u{1f469}\u200d\u{1f3eb}' },
    session: { id: " s 1 ", name: "Line one\nline two\ttab \\ %_" },
    checkOut: null,
    fields: {
      Hours: 7.25,
      Minus: -0.1,
      Large: 9_007_199_254_740_991,
      Code: "0042",
      Formula: "=IMPORTXML(1)",
      Number: "1",
      Blank: "",
      Paid: true,
      Late: false,
      Nothing: null,
      "Ünïcode \u{1f4dd}": "e\u0301 is not \u00e9",
    },
    ...wanted,
  });

export const draftOf = ({ revision: _, ...draft }: AttendanceRecord): RecordDraft => draft;

export const markOf = (wanted: Partial<ExportMark> = {}): ExportMark => ({
  exportedAt: monday,
  batch: 3,
  revision: 1,
  ...wanted,
});

export const stored = (record: AttendanceRecord, mark: ExportMark | null = null): StoredRecord => ({
  record,
  mark,
});

export const idsOf = (records: readonly AttendanceRecord[]): readonly RecordId[] =>
  records.map(({ id }) => id);

/** `r-00000`, `r-00001`, …: as many ids as wanted, in their order. */
export const manyIds = (count: number): readonly RecordId[] =>
  Array.from({ length: count }, (_, index) => recordId(`r-${String(index).padStart(5, "0")}`));
