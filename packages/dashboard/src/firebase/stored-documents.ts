import type { DocumentData, Timestamp } from "firebase/firestore";
import type { Link } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";

/** Begins a text that Firestore could not keep as it is, and that is written as JSON. */
const ESCAPE = "\u241b";

const text = (stored: unknown): string => {
  const plain = String(stored);
  return plain.startsWith(ESCAPE) ? String(JSON.parse(plain.slice(ESCAPE.length))) : plain;
};
const maybeText = (stored: unknown): string | null =>
  stored === null || stored === undefined ? null : text(stored);

const isTimestamp = (stored: unknown): stored is Timestamp =>
  typeof stored === "object" && stored !== null && "toMillis" in stored;
/** Firestore's timestamp, or the number where no timestamp can say it. */
const moment = (stored: unknown): number | null => {
  if (isTimestamp(stored)) return stored.toMillis();
  return typeof stored === "number" ? stored : null;
};

/** Google's own address of a tab. */
const sheetAddress = (spreadsheetId: string, tabId?: number): string => {
  const file = `https://docs.google.com/spreadsheets/d/${encodeURIComponent(spreadsheetId)}/edit`;
  return tabId === undefined ? file : `${file}#gid=${tabId}`;
};

/** What only the server tells of a link: what it counts, and what it knows of the sheet. */
export type LinkDetails = Pick<Link, "records" | "sheetUrl" | "sheetTitle" | "columns" | "running">;

/** The link as its document says; undefined where the admin took it away. */
export const linkIn = (data: DocumentData, tenant: string, details?: LinkDetails): Link | undefined => {
  if (data.status === "unlinked") return undefined;
  const { polling } = data;
  return {
    tenant,
    status: data.status,
    errorCode: maybeText(data.errorCode),
    errorDetails: maybeText(data.errorDetails),
    lastAttempt: moment(data.lastAttempt),
    lastSyncStatus: data.lastSyncStatus ?? null,
    lastGoodSync: moment(data.lastSyncTimestamp),
    sheetUrl: sheetAddress(text(data.spreadsheetId), Number(data.tabId)),
    sheetTitle: null,
    accountEmail: text(data.accountEmail),
    timeZone: text(data.timeZone),
    polling: {
      enabled: polling.enabled,
      frequency:
        typeof polling.frequency === "string" ? polling.frequency : { cron: text(polling.frequency.cron) },
      nextPollAt: moment(polling.nextPollAt),
      lastPolledAt: moment(polling.lastPolledAt),
      retryCount: polling.retryCount,
      maxRetries: polling.maxRetries,
      suspendedAt: moment(polling.suspendedAt),
    },
    incidentSince: moment(data.incident?.openedAt),
    records: null,
    columns: [],
    ...details,
    // Which run is at work, the history tells sooner than the server is asked.
    running: null,
  };
};

/** A run as its document of the history says. */
export const runIn = (id: string, data: DocumentData): SyncRun => ({
  id,
  trigger: data.trigger,
  status: data.status,
  startedAt: moment(data.startedAt) ?? 0,
  completedAt: moment(data.completedAt),
  durationMs: data.durationMs ?? null,
  added: data.counts?.exported ?? 0,
  setAside: data.counts?.quarantined ?? 0,
  batches: data.counts?.batches ?? 0,
  errorCode: maybeText(data.errorCode),
  errorMessage: maybeText(data.errorMessage),
  sheetUrl: sheetAddress(text(data.spreadsheetId)),
});
