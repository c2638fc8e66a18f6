import type { ClosedBatch, FrozenRow, OpenBatch, SheetAddress } from "../../model/batch.ts";
import { linkId, recordId, runId, spreadsheetId, type TenantId, tabId } from "../../model/ids.ts";
import type { Ledger, LinkedSheet, LinkState, Notice } from "../../model/linked-sheet.ts";
import type { Polling } from "../../model/polling.ts";
import { defaultTemplate } from "../../model/template.ts";
import { timeZone } from "../../model/time.ts";
import { monday } from "./record-fixtures.ts";

const sheet: SheetAddress = { spreadsheetId: spreadsheetId("1aBc-dEf_2"), tabId: tabId(417_001) };

export const openBatchOf = (sequence: number, wanted: Partial<OpenBatch> = {}): OpenBatch => ({
  sequence,
  linkId: linkId("link-1"),
  sheet,
  receipt: { id: 2_000_000 + sequence, tag: `aB-_3${sequence}` },
  size: 2,
  state: "planned",
  plannedAt: monday,
  plannedBy: runId("run-1"),
  appliedAt: null,
  unansweredSince: null,
  inconclusive: 0,
  unknownRefusals: 0,
  giveUp: null,
  ...wanted,
});

export const closedBatchOf = (sequence: number, wanted: Partial<ClosedBatch> = {}): ClosedBatch => ({
  sequence,
  linkId: linkId("link-1"),
  sheet,
  receipt: { id: 2_000_000 + sequence, tag: `aB-_3${sequence}` },
  size: 2,
  outcome: "confirmed",
  plannedAt: monday,
  closedAt: monday + 60_000,
  ...wanted,
});

export const noticeOf = (id: string): Notice => ({
  id,
  kind: "link-failed",
  code: "tab-missing",
  at: monday,
});

const pollingOf = (wanted: Partial<Polling>): Polling => ({
  enabled: true,
  frequency: { cron: "0 6 * * 1-5" },
  nextPollAt: monday,
  lastPolledAt: monday - 3_600_000,
  retryCount: 1,
  ownFailures: 2,
  maxRetries: 3,
  suspendedAt: monday - 7_200_000,
  ...wanted,
});

export interface WantedState {
  readonly link?: Partial<LinkedSheet>;
  readonly ledger?: Partial<Ledger>;
  readonly polling?: Partial<Polling>;
}

/** A link with something in every field, so that one that gets lost is missed. */
export const stateOf = (tenantId: TenantId, { link, ledger, polling = {} }: WantedState = {}): LinkState => ({
  link: {
    tenantId,
    linkId: linkId("link-1"),
    status: "error",
    errorCode: "tab-missing",
    errorDetails: "The tab “Présences \u{1f4c5}” was deleted.",
    lastAttempt: monday,
    lastSyncStatus: "Failed",
    lastSyncTimestamp: monday - 86_400_000,
    sheet,
    accountEmail: "zoë@example.org",
    timeZone: timeZone("America/Toronto"),
    template: defaultTemplate(["Hours", "Ünïcode \u{1f4dd}"]),
    polling: pollingOf(polling),
    incident: { openedAt: monday, notifiedAt: null, instructed: false, remindersSent: 0 },
    grantVersion: 3,
    grantExpiresAt: monday + 604_800_000,
    ...link,
  },
  ledger: {
    nextSequence: 12,
    receiptBase: 2_000_000,
    fingerprint: "aB-_3",
    open: openBatchOf(11, { state: "applied", appliedAt: monday, inconclusive: 1 }),
    lastClosed: { sequence: 10, closedBy: runId("run-0") },
    orphans: [openBatchOf(7, { unansweredSince: monday, giveUp: "relinked" })],
    batchLimit: 400,
    suspects: 3,
    lease: { owner: runId("run-1"), until: monday + 600_000, ghosts: [runId("run-0")] },
    askedBy: runId("run-2"),
    outbox: [noticeOf("notice-1")],
    deadLetters: [
      {
        id: "letter-1",
        tenantId,
        runId: runId("run-0"),
        code: "refused-unknown",
        message: "“Ünïcode”",
        at: monday,
        exported: 17,
        attempts: 3,
      },
    ],
    segments: [{ fromSequence: 1, linkId: linkId("link-1"), sheet }],
    milestones: [{ sequence: 6, at: monday - 86_400_000 }],
    prunedThrough: 3,
    ...ledger,
  },
});

/** Rows with every kind of cell and what JSON, UTF-8 and spreadsheets make of texts. */
export const richRows: readonly FrozenRow[] = [
  {
    recordId: recordId("r1"),
    revision: 1,
    cells: ["r1", 0, 1, -1.5, 0.1, 1e-7, 1.7976931348623157e308, 9_007_199_254_740_991, true, false, null],
  },
  {
    recordId: recordId("\u{1f600} 2"),
    revision: 2,
    cells: [{ date: 46_083 }, { dateTime: 46_083.333333333336 }, { date: 0 }, { dateTime: -1.25 }],
  },
  {
    recordId: recordId("0042"),
    revision: 3,
    cells: [
      "",
      " ",
      "0042",
      "=1+1",
      "'",
      '"',
      "\\",
      "null",
      "[]",
      "a\r\nb\tc\u0000d\u2028",
      "e\u0301\u00e9",
      "\u{1f469}\u200d\u{1f3eb}",
    ],
  },
  { recordId: recordId("half"), revision: 4, cells: ["\ud83d", "\ude00 x", "\ufffd", "\ufffe"] },
  { recordId: recordId("long"), revision: 5, cells: ["x".repeat(49_999), "\u{1f600}".repeat(10_000)] },
  { recordId: recordId("empty"), revision: 6, cells: [] },
];

/** As many rows as wanted, each with a text of that length. */
export const manyRows = (count: number, length: number, offset = 0): readonly FrozenRow[] =>
  Array.from({ length: count }, (_, index) => ({
    recordId: recordId(`r-${index + offset}`),
    revision: 1,
    cells: [`r-${index + offset}`, `${index} `.padEnd(length, "é")],
  }));
