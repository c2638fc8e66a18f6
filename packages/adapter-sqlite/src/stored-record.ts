import type { SQLOutputValue } from "node:sqlite";
import type { AttendanceRecord, ExportMark, RecordDraft, StoredRecord } from "@attendance-export/core";
import { storedJson, storedNumber } from "./stored-json.ts";

type Row = Readonly<Record<string, SQLOutputValue>>;

/** The record in a row with the columns `draft` and `revision`. */
export const recordIn = (row: Row): AttendanceRecord => ({
  ...storedJson<RecordDraft>(row.draft),
  revision: storedNumber(row.revision),
});

/** The record and its mark in a row with every column. */
export const storedRecordIn = (row: Row): StoredRecord => ({ record: recordIn(row), mark: markIn(row) });

const markIn = ({ exported_at, export_batch, exported_revision }: Row): ExportMark | null =>
  exported_at === null
    ? null
    : {
        exportedAt: storedNumber(exported_at),
        batch: storedNumber(export_batch),
        revision: storedNumber(exported_revision),
      };
