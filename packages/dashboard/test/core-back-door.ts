import type { LinkedSheet } from "@attendance-export/core";
import {
  defaultTemplate,
  type ExportLedger,
  failureKind,
  linkId,
  linkSheet,
  noCounts,
  runId,
  type SyncRun,
  type SyncRunLog,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import type { FeedBackDoor } from "./link-feed-contract.ts";

const SHEET = spreadsheetId("1aBc-dEf_2");
const START = Date.UTC(2026, 2, 2, 8);

interface Stores {
  readonly ledger: ExportLedger;
  readonly runs: SyncRunLog;
}

/** Writes what the product writes, by the product's own stores. */
export const coreBackDoor = ({ ledger, runs }: Stores): FeedBackDoor => {
  const change = async (tenant: string, news: Partial<LinkedSheet>): Promise<void> => {
    await ledger.transact(tenantId(tenant), (state) => {
      if (state === undefined) throw new Error(`${tenant} has no link`);
      return { state: { ...state, link: { ...state.link, ...news } }, result: undefined };
    });
  };
  return {
    link: async (tenant) => {
      await ledger.transact(
        tenantId(tenant),
        linkSheet({
          tenantId: tenantId(tenant),
          linkId: linkId(`link-of-${tenant}`),
          sheet: { spreadsheetId: SHEET, tabId: tabId(417_001) },
          accountEmail: "office@school.example",
          timeZone: timeZone("Europe/London"),
          template: defaultTemplate(["note"]),
          grantVersion: 1,
          grantExpiresAt: null,
          receiptBase: 2_000_000,
          fingerprint: "aB-_",
          batchLimit: 5_000,
          now: START,
        }),
      );
    },
    fail: (tenant, code) =>
      change(tenant, {
        status: "error",
        errorCode: code,
        errorDetails: failureKind(code).admin,
        lastSyncStatus: "Failed",
        lastAttempt: START,
        incident: { openedAt: START, notifiedAt: null, instructed: false, remindersSent: 0 },
      }),
    heal: (tenant) =>
      change(tenant, { status: "active", errorCode: null, errorDetails: null, incident: null }),
    begin: (tenant, id) => runs.begin(runOf(tenant, id)),
    finish: (tenant, id, added) =>
      runs.finish({
        ...runOf(tenant, id),
        status: "completed",
        completedAt: START + 1_500,
        counts: { ...noCounts, exported: added, batches: 1 },
      }),
  };
};

const runOf = (tenant: string, id: string): SyncRun => ({
  runId: runId(id),
  tenantId: tenantId(tenant),
  trigger: "manual",
  spreadsheetId: SHEET,
  startedAt: START,
  status: "running",
  completedAt: null,
  counts: noCounts,
  errorCode: null,
  errorMessage: null,
});
