import fc from "fast-check";
import type { FailureCode } from "../src/failures/failure-table.ts";
import type { OpenBatch } from "../src/model/batch.ts";
import { linkId, runId, spreadsheetId, tabId, tenantId } from "../src/model/ids.ts";
import type { Incident, Lease, LinkState, Notice } from "../src/model/linked-sheet.ts";
import { defaultPolling } from "../src/model/polling.ts";
import { sheetTemplate } from "../src/model/template.ts";
import { timeZone } from "../src/model/time.ts";
import type { BatchNews } from "../src/protocol/open-batch.ts";

/** Few values of everything, so that what must not be confused often meets. */
const time = fc.integer({ min: 0, max: 6 });
const sequence = fc.integer({ min: 1, max: 4 });
const run = fc.constantFrom("run-1", "run-2", "run-3").map(runId);
const link = fc.constantFrom("link-1", "link-2").map(linkId);
const sheet = fc
  .constantFrom("sheet-a", "sheet-b")
  .map((id) => ({ spreadsheetId: spreadsheetId(id), tabId: tabId(7) }));
const code = fc.constantFrom<FailureCode>("access-revoked", "sheet-full", "tab-missing");
const nullable = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(arbitrary, { nil: null });

const planned: fc.Arbitrary<OpenBatch> = fc.record({
  sequence,
  linkId: link,
  sheet,
  receipt: fc.record({ id: fc.integer({ min: 100, max: 104 }), tag: fc.constantFrom("tag-1", "tag-2") }),
  size: fc.integer({ min: 1, max: 4 }),
  state: fc.constant("planned" as const),
  plannedAt: time,
  plannedBy: run,
  appliedAt: fc.constant(null),
  unansweredSince: nullable(time),
  inconclusive: fc.integer({ min: 0, max: 5 }),
  unknownRefusals: fc.integer({ min: 0, max: 2 }),
  giveUp: fc.constantFrom(null, "content" as const, "unanswered" as const, "relinked" as const),
});

const arbitraryOpenBatch: fc.Arbitrary<OpenBatch> = fc.oneof(
  planned,
  fc
    .tuple(planned, time)
    .map(
      ([batch, appliedAt]): OpenBatch => ({ ...batch, state: "applied", appliedAt, unansweredSince: null }),
    ),
);

const lease: fc.Arbitrary<Lease> = fc.record({
  owner: run,
  until: time,
  ghosts: fc.array(run, { maxLength: 3 }),
});
const incident: fc.Arbitrary<Incident> = fc.record({
  openedAt: time,
  notifiedAt: nullable(time),
  instructed: fc.boolean(),
  remindersSent: fc.integer({ min: 0, max: 2 }),
});
const notice: fc.Arbitrary<Notice> = fc
  .record({
    kind: fc.constantFrom("link-failed" as const, "reminder" as const, "link-healed" as const),
    openedAt: time,
    code: nullable(code),
    at: time,
  })
  .map(({ kind, openedAt, ...rest }) => ({ id: `link-1-${openedAt}-${ENDINGS[kind]}`, kind, ...rest }));
const ENDINGS = { "link-failed": "failed", reminder: "reminder-1", "link-healed": "healed" };

const TEMPLATE = sheetTemplate([{ header: "Record", source: "record.id", type: "text" }]);

const ledger = fc.record({
  nextSequence: fc.integer({ min: 1, max: 5 }),
  receiptBase: fc.constantFrom(99, 100),
  fingerprint: fc.constant("finger"),
  open: nullable(arbitraryOpenBatch),
  lastClosed: nullable(fc.record({ sequence, closedBy: run })),
  orphans: fc.array(planned, { maxLength: 2 }),
  batchLimit: fc.integer({ min: 1, max: 4 }),
  suspects: fc.integer({ min: 0, max: 4 }),
  lease: nullable(lease),
  askedBy: nullable(run),
  outbox: fc.uniqueArray(notice, { maxLength: 3, selector: ({ id }) => id }),
  deadLetters: fc.constant([]),
  segments: fc.constant([]),
  milestones: fc.array(fc.record({ sequence, at: time }), { maxLength: 3 }),
  prunedThrough: fc.integer({ min: 0, max: 3 }),
});

const linkedSheet = fc
  .record({
    linkId: link,
    status: fc.constantFrom("active" as const, "error" as const, "unlinked" as const),
    errorCode: code,
    sheet,
    incident,
    hasIncident: fc.boolean(),
    grantVersion: fc.integer({ min: 1, max: 3 }),
    suspendedAt: nullable(time),
    enabled: fc.boolean(),
    retryCount: fc.integer({ min: 0, max: 3 }),
  })
  .map(
    ({ status, errorCode, hasIncident, incident: episode, suspendedAt, enabled, retryCount, ...rest }) => ({
      ...rest,
      tenantId: tenantId("tenant-1"),
      status,
      errorCode: status === "error" ? errorCode : null,
      errorDetails: status === "error" ? "something is wrong" : null,
      // A link in error always has an incident; one that is trusted again may still have it.
      incident: status === "error" || (status === "active" && hasIncident) ? episode : null,
      lastAttempt: null,
      lastSyncStatus: null,
      lastSyncTimestamp: null,
      accountEmail: "admin@example.org",
      timeZone: timeZone("UTC"),
      template: TEMPLATE,
      polling: { ...defaultPolling(0), suspendedAt, enabled, retryCount },
      grantExpiresAt: null,
    }),
  );

/** Any state a link may be in, and many that it never is: a transition has to be sound in all of them. */
export const arbitraryState: fc.Arbitrary<LinkState> = fc.record({ link: linkedSheet, ledger });

/** A run's news of a batch, which may or may not be the open one. */
export const arbitraryNews: fc.Arbitrary<BatchNews> = fc.record({
  runId: run,
  now: time,
  leaseMs: fc.constant(3),
  sequence,
});
