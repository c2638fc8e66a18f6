import type { TenantId } from "@attendance-export/core";
import type { ImportSummary } from "../import/import-records.ts";
import type { StagedTrouble } from "./trouble.ts";

/** What the demo did for one tenant. */
export interface TenantSummary {
  readonly tenant: TenantId;
  /** Approved records in the store: what the sheet must hold, each once. */
  readonly records: number;
  /** Rows on the sheet below its header. */
  readonly rows: number;
  readonly batches: number;
  /** Requests to Google Sheets from linking to the last export; reading back for `verify` is not among them. */
  readonly apiCalls: number;
  /** Approved and not on the sheet, for whatever reason. */
  readonly missing: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** Rows of no record, and rows that do not show what was written. */
  readonly unknown: number;
  readonly altered: number;
  /** Records that wait for approval or were rejected; none of them may be on the sheet. */
  readonly notApproved: number;
  /** Spent on exporting. */
  readonly ms: number;
  /** The page that shows the sheet, while the demo runs. */
  readonly page: string;
}

/** The whole of a demo, as `--json` prints it. */
export interface DemoSummary {
  readonly tenants: readonly TenantSummary[];
  readonly records: number;
  readonly rows: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** Nothing missing and nothing twice, nothing unknown and nothing altered. */
  readonly exactlyOnce: boolean;
  readonly troubles: readonly StagedTrouble[];
  /** Of this process; the worker that is killed has its own. */
  readonly peakRssBytes: number;
  readonly exportMs: number;
  readonly recordsPerSecond: number;
  readonly totalMs: number;
  /** Rows that one request could write at most. */
  readonly batchRows: number;
  readonly import?: ImportSummary;
}

/** Adds up what each tenant came to. */
export const summarize = (
  tenants: readonly TenantSummary[],
  rest: Pick<DemoSummary, "troubles" | "totalMs" | "batchRows"> & {
    readonly import?: ImportSummary | undefined;
  },
): DemoSummary => {
  const sum = (count: (tenant: TenantSummary) => number): number =>
    tenants.reduce((total, tenant) => total + count(tenant), 0);
  const exportMs = sum(({ ms }) => ms);
  const rows = sum((tenant) => tenant.rows);
  const wrong = sum(({ missing, duplicates, unknown, altered }) => missing + duplicates + unknown + altered);
  return {
    tenants,
    records: sum(({ records }) => records),
    rows,
    missing: sum(({ missing }) => missing),
    duplicates: sum(({ duplicates }) => duplicates),
    quarantined: sum(({ quarantined }) => quarantined),
    exactlyOnce: wrong === 0,
    troubles: rest.troubles,
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
    exportMs,
    recordsPerSecond: exportMs === 0 ? 0 : Math.round((rows * 1_000) / exportMs),
    totalMs: rest.totalMs,
    batchRows: rest.batchRows,
    ...(rest.import === undefined ? {} : { import: rest.import }),
  };
};
