import * as z from "zod/mini";
import type { Link, LinkStanding } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";

/** ISO 8601 on the wire, milliseconds here. */
const moment = z.pipe(
  z.string(),
  z.transform((text) => Date.parse(text)),
);
const maybeMoment = z.nullable(moment);
const maybeText = z.nullable(z.string());

const frequency = z.union([
  z.enum(["15min", "30min", "hourly", "daily", "weekly"]),
  z.object({ cron: z.string() }),
]);

/** A Link of the API; fields that it does not name here are ignored, so that a newer server may say more. */
export const linkWire = z.object({
  tenant: z.string(),
  status: z.enum(["active", "error", "unlinked"]),
  errorCode: maybeText,
  errorDetails: maybeText,
  lastAttempt: maybeMoment,
  lastSyncStatus: z.nullable(z.enum(["Success", "Failed"])),
  lastSyncTimestamp: maybeMoment,
  sheetUrl: z.string(),
  sheetTitle: z.optional(maybeText),
  accountEmail: z.string(),
  timeZone: z.string(),
  polling: z.object({
    enabled: z.boolean(),
    frequency,
    nextPollAt: maybeMoment,
    lastPolledAt: maybeMoment,
    retryCount: z.number(),
    maxRetries: z.number(),
    suspendedAt: maybeMoment,
  }),
  incidentSince: maybeMoment,
  freshness: z.object({
    state: z.enum(["fresh", "late", "waiting", "off", "suspended", "error", "unlinked"]),
    expectedBy: maybeMoment,
    backlogAgeMs: z.nullable(z.number()),
  }),
  records: z.object({
    approved: z.number(),
    exported: z.number(),
    waiting: z.number(),
    setAside: z.number(),
  }),
  running: z.optional(
    z.nullable(z.object({ run_id: z.string(), since: maybeMoment, records_new: z.number() })),
  ),
  columns: z.optional(z.array(z.object({ header: z.string(), source: z.string(), type: z.string() }))),
});

export const runWire = z.object({
  id: z.string(),
  trigger: z.enum(["schedule", "manual", "retry", "reconnect"]),
  status: z.enum(["running", "completed", "failed"]),
  started_at: moment,
  completed_at: maybeMoment,
  duration_ms: z.nullable(z.number()),
  records_new: z.number(),
  records_errors: z.number(),
  batches: z.number(),
  error_code: maybeText,
  error_message: maybeText,
  sheet_url: z.string(),
});

export const errorWire = z.object({
  error: z.string(),
  message: z.string(),
  field: z.optional(z.string()),
  wanted: z.optional(z.string()),
});

type LinkWire = z.infer<typeof linkWire>;

export const linkOf = ({ freshness: _, running, ...wire }: LinkWire): Link => {
  const { lastSyncTimestamp, sheetTitle, columns, ...link } = wire;
  return {
    ...link,
    lastGoodSync: lastSyncTimestamp,
    sheetTitle: sheetTitle ?? null,
    running: running ? { runId: running.run_id, since: running.since, added: running.records_new } : null,
    columns: columns ?? [],
  };
};

export const standingOf = (wire: LinkWire): LinkStanding => ({
  link: linkOf(wire),
  freshness: wire.freshness.state,
  expectedBy: wire.freshness.expectedBy,
  backlogAgeMs: wire.freshness.backlogAgeMs,
});

export const runOf = (wire: z.infer<typeof runWire>): SyncRun => ({
  id: wire.id,
  trigger: wire.trigger,
  status: wire.status,
  startedAt: wire.started_at,
  completedAt: wire.completed_at,
  durationMs: wire.duration_ms,
  added: wire.records_new,
  setAside: wire.records_errors,
  batches: wire.batches,
  errorCode: wire.error_code,
  errorMessage: wire.error_message,
  sheetUrl: wire.sheet_url,
});
