import type {
  ApprovalStatus,
  AttendanceRecord,
  ExportMark,
  FieldValue,
  LocalDate,
  RecordDraft,
  RecordId,
  StoredRecord,
} from "@attendance-export/core";
import { type DocumentData, type DocumentSnapshot, Timestamp } from "firebase-admin/firestore";
import {
  type Plain,
  type Stored,
  storedMoment,
  storedText,
  storedValue,
  textIn,
  valueIn,
} from "./stored-value.ts";

/** A record's fields as the tenant's own app and this package write them; the id is the document's. */
export const storedDraft = (draft: RecordDraft): DocumentData => ({
  member: { id: storedText(draft.member.id), name: storedText(draft.member.name) },
  session: { id: storedText(draft.session.id), name: storedText(draft.session.name) },
  date: draft.date,
  checkIn: draft.checkIn === null ? null : storedMoment(draft.checkIn),
  checkOut: draft.checkOut === null ? null : storedMoment(draft.checkOut),
  status: draft.status,
  approval:
    draft.approval === null
      ? null
      : { at: storedMoment(draft.approval.at), by: storedText(draft.approval.by) },
  fields: storedValue(draft.fields as Plain),
});

/** The export's own fields. Written out as null, for a query for null does not find what is missing. */
export const storedMark = (mark: ExportMark | null): DocumentData => ({
  exportedAt: mark === null ? null : storedMoment(mark.exportedAt),
  exportBatch: mark?.batch ?? null,
  exportedRevision: mark?.revision ?? null,
});

/**
 * The record in a document. The tenant's app writes these documents too, so nothing about their fields is taken for
 * granted: what is missing is empty, and what cannot be read becomes something that is set aside with a reason when it
 * is rendered, so that one odd document never stands in the way of the others.
 */
export const recordIn = (document: DocumentSnapshot): AttendanceRecord => {
  const data = document.data() ?? {};
  return {
    id: document.id as RecordId,
    member: personIn(data.member),
    session: personIn(data.session),
    // Not parsed: pages of the backlog go on from this very text, and the renderer refuses a day that is none.
    date: text(data.date) as LocalDate,
    checkIn: momentIn(data.checkIn),
    checkOut: momentIn(data.checkOut),
    status: data.status as ApprovalStatus,
    approval: approvalIn(data.approval),
    fields: fieldsIn(data.fields),
    revision: Number.isInteger(data.revision) ? data.revision : 1,
  };
};

export const storedRecordIn = (document: DocumentSnapshot): StoredRecord => ({
  record: recordIn(document),
  mark: markIn(document),
});

const markIn = (document: DocumentSnapshot): ExportMark | null => {
  const exportedAt = momentIn(document.get("exportedAt"));
  if (exportedAt === null) return null;
  return { exportedAt, batch: document.get("exportBatch"), revision: document.get("exportedRevision") };
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const text = (value: unknown): string => {
  if (typeof value === "string") return textIn(value);
  return value === undefined || value === null ? "" : String(value);
};

const personIn = (value: unknown): { readonly id: string; readonly name: string } =>
  isMap(value) ? { id: text(value.id), name: text(value.name) } : { id: "", name: "" };

/** NaN for what is no moment: the renderer refuses it. */
const momentIn = (value: unknown): number | null => {
  if (value === undefined || value === null) return null;
  if (value instanceof Timestamp) return value.toMillis();
  return typeof value === "number" ? value : Number.NaN;
};

const approvalIn = (value: unknown): AttendanceRecord["approval"] =>
  isMap(value) ? { at: momentIn(value.at) ?? Number.NaN, by: text(value.by) } : null;

const fieldsIn = (value: unknown): AttendanceRecord["fields"] => {
  if (!isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [textIn(name), fieldIn(field)]));
};

/** Firestore knows more kinds of values than a sheet's cell: a moment is shown as ISO 8601 says it, the rest as JSON. */
const fieldIn = (value: unknown): FieldValue => {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  const plain = isMap(value) ? JSON.stringify(value) : valueIn(value as Stored);
  return plain as FieldValue;
};
