import type { Lease, LinkedSheet, RunId, Tally, Timetable } from "@attendance-export/core";
import { z } from "@hono/zod-openapi";
import { freshnessOf, waitingRecords } from "./freshness.ts";
import { sheetUrl } from "./sheet-url.ts";

const moment = z.iso.datetime().nullable();
const count = z.int().min(0);

export const frequencySchema = z.union([
  z.enum(["15min", "30min", "hourly", "daily", "weekly"]),
  z.object({ cron: z.string().max(200) }).strict(),
]);

const pollingSchema = z
  .object({
    enabled: z.boolean(),
    frequency: frequencySchema,
    nextPollAt: moment,
    lastPolledAt: moment,
    retryCount: count,
    maxRetries: z.int().min(1),
    suspendedAt: moment.openapi({
      description: "Switched off after the last attempt; any change ends that.",
    }),
  })
  .strict()
  .openapi("Polling");

const freshnessSchema = z
  .object({
    state: z.enum(["fresh", "late", "waiting", "off", "suspended", "error", "unlinked"]),
    expectedBy: moment.openapi({ description: "A good run is expected by then." }),
    backlogAgeMs: count
      .nullable()
      .openapi({ description: "Since the last good run, if there is a backlog." }),
  })
  .strict()
  .openapi("Freshness");

export const linkSchema = z
  .object({
    tenant: z.string(),
    status: z.enum(["active", "error", "unlinked"]),
    errorCode: z.string().nullable(),
    errorDetails: z.string().nullable().openapi({ description: "What the admin can do, in one sentence." }),
    lastAttempt: moment,
    lastSyncStatus: z.enum(["Success", "Failed"]).nullable(),
    lastSyncTimestamp: moment,
    spreadsheetId: z.string(),
    tabId: z.int().min(0),
    sheetUrl: z.url(),
    accountEmail: z.string(),
    timeZone: z.string(),
    polling: pollingSchema,
    incidentSince: moment,
    freshness: freshnessSchema,
    records: z
      .object({ approved: count, exported: count, waiting: count, setAside: count, corrected: count })
      .strict(),
    running: z
      .object({ run_id: z.string(), since: moment, records_new: count })
      .strict()
      .nullable()
      .openapi({ description: "The run that is at work now. Null in the overview of all links." }),
    columns: z
      .array(z.object({ header: z.string(), source: z.string(), type: z.string() }).strict())
      .openapi({ description: "What a row of the sheet shows, left to right." }),
  })
  .strict()
  .openapi("Link");

export type LinkView = z.infer<typeof linkSchema>;

export interface LinkSight {
  readonly tally: Tally;
  readonly timetable: Timetable;
  readonly now: number;
  readonly googleUrl: string | undefined;
  readonly lease: Lease | null;
  readonly exportedSoFar: (runId: RunId) => number;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const linkView = (link: LinkedSheet, sight: LinkSight): LinkView => {
  const { tally, timetable, now, googleUrl } = sight;
  const { polling } = link;
  const { state, expectedBy, backlogAgeMs } = freshnessOf(link, tally, { timetable, now });
  return {
    tenant: link.tenantId,
    status: link.status,
    errorCode: link.errorCode,
    errorDetails: link.errorDetails,
    lastAttempt: iso(link.lastAttempt),
    lastSyncStatus: link.lastSyncStatus,
    lastSyncTimestamp: iso(link.lastSyncTimestamp),
    spreadsheetId: link.sheet.spreadsheetId,
    tabId: link.sheet.tabId,
    sheetUrl: sheetUrl(link.sheet, googleUrl),
    accountEmail: link.accountEmail,
    timeZone: link.timeZone,
    polling: {
      enabled: polling.enabled,
      frequency: polling.frequency,
      nextPollAt: iso(polling.nextPollAt),
      lastPolledAt: iso(polling.lastPolledAt),
      retryCount: polling.retryCount,
      maxRetries: polling.maxRetries,
      suspendedAt: iso(polling.suspendedAt),
    },
    incidentSince: iso(link.incident?.openedAt ?? null),
    freshness: { state, expectedBy: iso(expectedBy), backlogAgeMs },
    records: {
      approved: tally.approved,
      exported: tally.exported,
      waiting: waitingRecords(tally),
      setAside: tally.quarantined,
      corrected: tally.corrected,
    },
    running: runningOf(link, sight),
    columns: link.template.columns.map(({ header, source, type }) => ({ header, source, type })),
  };
};

/** A lease that has lapsed is a dead run's: nobody is at work then. */
const runningOf = (
  { lastAttempt }: LinkedSheet,
  { lease, now, exportedSoFar }: LinkSight,
): LinkView["running"] => {
  if (lease === null || lease.until <= now) return null;
  return { run_id: lease.owner, since: iso(lastAttempt), records_new: exportedSoFar(lease.owner) };
};
