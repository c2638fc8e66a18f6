import type { RunId, SyncRun } from "@attendance-export/core";
import { z } from "@hono/zod-openapi";
import { spreadsheetUrl } from "./sheet-url.ts";

const moment = z.iso.datetime();
const count = z.int().min(0);

/** A row of the history, in the words of the API that the product replaces. */
export const syncRunSchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    trigger: z.enum(["schedule", "manual", "retry", "reconnect"]),
    status: z.enum(["running", "completed", "failed"]),
    started_at: moment,
    completed_at: moment.nullable(),
    duration_ms: count.nullable(),
    records_total: count.openapi({ description: "Records the run dealt with: new ones and errors." }),
    records_new: count.openapi({ description: "Records put on the sheet." }),
    records_errors: count.openapi({ description: "Records set aside, since they cannot be written." }),
    batches: count,
    error_code: z.string().nullable(),
    error_message: z.string().nullable(),
    spreadsheet_id: z.string(),
    sheet_url: z.url(),
  })
  .strict()
  .openapi("SyncRun");

export type SyncRunView = z.infer<typeof syncRunSchema>;

const iso = (at: number): string => new Date(at).toISOString();

export interface RunSight {
  readonly googleUrl: string | undefined;
  readonly exportedSoFar: (runId: RunId) => number;
}

export const syncRunView = (
  { counts, ...run }: SyncRun,
  { googleUrl, exportedSoFar }: RunSight,
): SyncRunView => {
  // The row of a run that goes on says nothing of its records yet.
  const exported = run.status === "running" ? exportedSoFar(run.runId) : counts.exported;
  return {
    id: run.runId,
    tenant: run.tenantId,
    trigger: run.trigger,
    status: run.status,
    started_at: iso(run.startedAt),
    completed_at: run.completedAt === null ? null : iso(run.completedAt),
    // Two processes' clocks may differ.
    duration_ms: run.completedAt === null ? null : Math.max(0, run.completedAt - run.startedAt),
    records_total: exported + counts.quarantined,
    records_new: exported,
    records_errors: counts.quarantined,
    batches: counts.batches,
    error_code: run.errorCode,
    error_message: run.errorMessage,
    spreadsheet_id: run.spreadsheetId,
    sheet_url: spreadsheetUrl(run.spreadsheetId, googleUrl),
  };
};
