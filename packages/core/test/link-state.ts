import type { OpenBatch } from "../src/model/batch.ts";
import { linkId, recordId, runId, spreadsheetId, tabId, tenantId } from "../src/model/ids.ts";
import type { Ledger, LinkedSheet, LinkState } from "../src/model/linked-sheet.ts";
import { defaultPolling } from "../src/model/polling.ts";
import { sheetTemplate } from "../src/model/template.ts";
import { timeZone } from "../src/model/time.ts";

export const NOW = Date.UTC(2024, 2, 8, 6);
export const ME = runId("run-me");
export const OTHER = runId("run-other");
export const LEASE_MS = 360_000;
export const SHEET_A = { spreadsheetId: spreadsheetId("sheet-a"), tabId: tabId(7) };
export const SHEET_B = { spreadsheetId: spreadsheetId("sheet-b"), tabId: tabId(8) };

/** The usual news: mine, now, about batch 5. */
export const news = { runId: ME, now: NOW, leaseMs: LEASE_MS, sequence: 5 };

/** Batch 5, planned by me a minute ago, its request under way since. */
export const openBatch = (wanted: Partial<OpenBatch> = {}): OpenBatch => ({
  sequence: 5,
  linkId: linkId("link-1"),
  sheet: SHEET_A,
  receipt: { id: 1_000_005, tag: "finger-batch-five" },
  size: 4,
  state: "planned",
  plannedAt: NOW - 60_000,
  plannedBy: ME,
  appliedAt: null,
  unansweredSince: NOW - 60_000,
  inconclusive: 0,
  unknownRefusals: 0,
  giveUp: null,
  ...wanted,
});

export const frozenRow = (id: string) => ({ recordId: recordId(id), revision: 1, cells: [id] });

export interface Wanted {
  readonly link?: Partial<LinkedSheet>;
  readonly ledger?: Partial<Ledger>;
}

/** A link that is well, with my lease and nothing open, about to plan batch 6. */
export const linkState = ({ link, ledger }: Wanted = {}): LinkState => ({
  link: {
    tenantId: tenantId("tenant-1"),
    linkId: linkId("link-1"),
    status: "active",
    errorCode: null,
    errorDetails: null,
    lastAttempt: null,
    lastSyncStatus: null,
    lastSyncTimestamp: null,
    sheet: SHEET_A,
    accountEmail: "admin@example.org",
    timeZone: timeZone("UTC"),
    template: sheetTemplate([{ header: "Record", source: "record.id", type: "text" }]),
    polling: defaultPolling(NOW),
    incident: null,
    grantVersion: 2,
    grantExpiresAt: null,
    ...link,
  },
  ledger: {
    nextSequence: 6,
    receiptBase: 1_000_000,
    fingerprint: "finger",
    open: null,
    lastClosed: null,
    orphans: [],
    batchLimit: 8,
    suspects: 0,
    lease: { owner: ME, until: NOW + 1_000, ghosts: [] },
    askedBy: null,
    outbox: [],
    deadLetters: [],
    segments: [{ fromSequence: 1, linkId: linkId("link-1"), sheet: SHEET_A }],
    milestones: [],
    prunedThrough: 0,
    ...ledger,
  },
});
