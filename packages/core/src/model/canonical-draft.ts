import type { AttendanceRecord, FieldValue } from "./attendance-record.ts";
import { InvalidInput } from "./invalid-input.ts";

/** A record without what the store counts itself. */
type Draft = Omit<AttendanceRecord, "revision">;

/**
 * The draft as JSON in which equal drafts are equal texts, whatever the order of their fields. Every store decides by it
 * whether a record changed, so an import repeated on another store behaves the same.
 *
 * Plain ASCII where a text holds an unpaired surrogate: JSON escapes it, so a store that keeps UTF-8 keeps it unharmed.
 * Refuses numbers that JSON has no word for, which it would silently turn into null.
 */
export const canonicalDraft = (draft: Draft): string => {
  const { id, member, session, date, checkIn, checkOut, status, approval } = draft;
  return JSON.stringify({
    id,
    member: { id: member.id, name: member.name },
    session: { id: session.id, name: session.name },
    date,
    checkIn: finite("check-in", checkIn),
    checkOut: finite("check-out", checkOut),
    status,
    approval: approval === null ? null : { at: finite("approval time", approval.at), by: approval.by },
    fields: sorted(draft.fields),
  });
};

const finite = <Value extends FieldValue>(field: string, value: Value): Value => {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new InvalidInput(field, value, "a finite number");
  return value;
};

const sorted = (fields: Draft["fields"]): Draft["fields"] => {
  const names = Object.keys(fields).sort();
  return Object.fromEntries(names.map((name) => [name, finite(name, fields[name] ?? null)]));
};
