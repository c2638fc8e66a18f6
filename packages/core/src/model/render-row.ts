import type { AttendanceRecord, FieldValue } from "./attendance-record.ts";
import type { FrozenRow } from "./batch.ts";
import type { Cell } from "./cell.ts";
import type { SheetTemplate, TemplateColumn } from "./template.ts";
import { type EpochMs, isLocalDate, type TimeZone } from "./time.ts";
import { dateSerial, wallClockSerial } from "./wall-clock.ts";

/** A record as a row, or why it can never be one as it is. */
export type Rendering =
  | { readonly status: "rendered"; readonly row: FrozenRow }
  | { readonly status: "unrenderable"; readonly reason: string };

/** Google refuses longer text in a cell (sheets/FACTS.md §5); counted in UTF-16 units, which is never fewer. */
const MAX_CELL_LENGTH = 50_000;
/** Half of a character that was cut in two: it has no UTF-8 form, so it would arrive as something else. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** Pure and the same in every process: the frozen row of a batch is what the audit expects to read back. */
export const renderRow = (record: AttendanceRecord, template: SheetTemplate, zone: TimeZone): Rendering => {
  const cells: Cell[] = [];
  for (const column of template.columns) {
    const cell = renderCell(record, column, zone);
    if (typeof cell === "object" && cell !== null && "reason" in cell)
      return { status: "unrenderable", reason: `Column “${column.header}”: ${cell.reason}` };
    cells.push(cell);
  }
  return { status: "rendered", row: { recordId: record.id, revision: record.revision, cells } };
};

interface Unfit {
  readonly reason: string;
}

const renderCell = (record: AttendanceRecord, column: TemplateColumn, zone: TimeZone): Cell | Unfit => {
  switch (column.source) {
    case "record.id":
      return fit(record.id, column);
    case "member.id":
      return fit(record.member.id, column);
    case "member.name":
      return fit(record.member.name, column);
    case "session.id":
      return fit(record.session.id, column);
    case "session.name":
      return fit(record.session.name, column);
    case "date":
      return renderDay(record.date);
    case "checkIn":
      return renderMoment(record.checkIn, zone);
    case "checkOut":
      return renderMoment(record.checkOut, zone);
    case "approval.at":
      return renderMoment(record.approval?.at ?? null, zone);
    case "approval.by":
      return fit(record.approval?.by ?? null, column);
    default:
      return fit(record.fields[column.source.slice("fields.".length)] ?? null, column);
  }
};

/** Looked at once more: a store whose documents the tenant's own app writes may hold any text as a day. */
const renderDay = (date: string): Cell | Unfit =>
  isLocalDate(date) ? { date: dateSerial(date) } : { reason: `“${date}” is not a day of the calendar` };

const renderMoment = (moment: EpochMs | null, zone: TimeZone): Cell | Unfit => {
  if (moment === null) return null;
  if (!Number.isFinite(moment) || Math.abs(moment) > 8.64e15)
    return { reason: `${moment} is not a moment in time` };
  return { dateTime: wallClockSerial(moment, zone) };
};

const fit = (value: FieldValue, { type }: TemplateColumn): Cell | Unfit => {
  if (value === null) return null;
  if (type === "date" || type === "dateTime")
    return { reason: "a date is wanted, and the records' own fields hold none" };
  if (typeof value === "string") {
    if (type === "number" || type === "boolean") return { reason: `a ${type} is wanted, and this is text` };
    if (value.length > MAX_CELL_LENGTH)
      return { reason: `${value.length} characters, and a cell holds ${MAX_CELL_LENGTH}` };
    if (HALF_A_CHARACTER.test(value)) return { reason: "holds half of a character, which no sheet can show" };
    // Google keeps no empty text: an empty cell reads back the same.
    return value === "" ? null : value;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    return { reason: `${value} is not a number a sheet can hold` };
  if (type === "text") return String(value);
  if (type === "number" && typeof value !== "number") return { reason: "a number is wanted" };
  if (type === "boolean" && typeof value !== "boolean") return { reason: "true or false is wanted" };
  return value;
};
