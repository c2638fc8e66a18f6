import { type FailureCode, failureKind } from "@attendance-export/core";
import type { Link } from "../src/model/link.ts";
import type { RunOutcome, SyncRun } from "../src/model/sync-run.ts";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A link that does well: synced 48 minutes ago, due in 12. */
export const goodLink = (tenant: string, now: number): Link => ({
  tenant,
  status: "active",
  errorCode: null,
  errorDetails: null,
  lastAttempt: now - 48 * MINUTE,
  lastSyncStatus: "Success",
  lastGoodSync: now - 48 * MINUTE,
  sheetUrl: "https://docs.google.com/spreadsheets/d/1Bx-attendance/edit#gid=77",
  sheetTitle: null,
  accountEmail: "office@school.example",
  timeZone: "Europe/London",
  polling: {
    enabled: true,
    frequency: "hourly",
    nextPollAt: now + 12 * MINUTE,
    lastPolledAt: now - 48 * MINUTE,
    retryCount: 0,
    maxRetries: 3,
    suspendedAt: null,
  },
  incidentSince: null,
  records: { approved: 18_432, exported: 18_432, waiting: 0, setAside: 0 },
  running: null,
  columns: [
    { header: "Record", source: "record.id", type: "text" },
    { header: "Name", source: "member.name", type: "text" },
    { header: "Session", source: "session.name", type: "text" },
    { header: "Date", source: "date", type: "date" },
    { header: "Checked in", source: "checkIn", type: "dateTime" },
    { header: "Note", source: "fields.note", type: "value" },
  ],
});

/** The same link after a permanent failure, with records that wait. */
export const failedLink = (tenant: string, now: number, code: FailureCode): Link => {
  const link = goodLink(tenant, now);
  return {
    ...link,
    status: "error",
    errorCode: code,
    errorDetails: failureKind(code).admin,
    lastAttempt: now - 4 * MINUTE,
    lastSyncStatus: "Failed",
    lastGoodSync: now - 3 * HOUR,
    incidentSince: now - 2 * HOUR,
    records: { approved: 18_756, exported: 18_432, waiting: 324, setAside: 0 },
  };
};

/** One run of an hourly history, counted from the newest, which is 0. */
export const run = (index: number, now: number, status: RunOutcome = "completed"): SyncRun => {
  const startedAt = now - 48 * MINUTE - index * HOUR;
  const isOver = status !== "running";
  const durationMs = 900 + ((index * 7_919) % 4_000);
  return {
    id: `run_${String(9_999 - index).padStart(5, "0")}`,
    trigger: index % 9 === 4 ? "manual" : "schedule",
    status,
    startedAt,
    completedAt: isOver ? startedAt + durationMs : null,
    durationMs: isOver ? durationMs : null,
    added: status === "completed" ? ([0, 212, 96, 340, 18, 0, 148, 275, 61][index % 9] ?? 0) : 0,
    setAside: index === 6 ? 2 : 0,
    batches: status === "completed" ? 1 : 0,
    errorCode: status === "failed" ? "provider-error" : null,
    errorMessage: status === "failed" ? "Google answered 503 to spreadsheets.batchUpdate." : null,
    sheetUrl: "https://docs.google.com/spreadsheets/d/1Bx-attendance/edit",
  };
};

/** An hourly history, newest first, in which one run failed for a while. */
export const history = (count: number, now: number): readonly SyncRun[] =>
  Array.from({ length: count }, (_, index) => run(index, now, index % 13 === 8 ? "failed" : "completed"));
