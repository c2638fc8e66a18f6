import {
  type EpochMs,
  noCounts,
  type RunCounts,
  type RunEnding,
  type TenantId,
} from "@attendance-export/core";
import type { Installation } from "./installation.ts";
import { TenantRuns } from "./tenant-runs.ts";

/** What came of exporting one tenant, in one run or several. */
export type TenantExport =
  | { readonly status: "unlinked" }
  | { readonly status: "busy"; readonly until: number }
  | { readonly status: "ran"; readonly ending: RunEnding; readonly counts: RunCounts; readonly runs: number };

type Ran = Extract<TenantExport, { status: "ran" }>;

/** Waits for a moment, or for somebody who wants to stop. */
export type WaitUntil = (at: EpochMs) => Promise<void>;

/** A run ends after minutes, whatever is left; a backlog of millions takes several. */
const MAX_RUNS = 1_000;

/** Exports tenants of one installation from this process: as many runs as it takes, and no waiting for the dead. */
export class TenantExporter {
  readonly #runs: TenantRuns;

  constructor(installation: Installation) {
    this.#runs = new TenantRuns(installation);
  }

  /**
   * Rejects with a `PortFailure` only where the store itself fails. Given `waitUntil`, it waits for unanswered requests to
   * be settled and goes on; without it that is left to the next call.
   */
  async execute(tenantId: TenantId, stop: () => boolean, waitUntil?: WaitUntil): Promise<TenantExport> {
    await this.#runs.releaseDead(tenantId);
    let total: Ran = { status: "ran", ending: { status: "drained" }, counts: noCounts, runs: 0 };
    for (let runs = 1; runs <= MAX_RUNS; runs += 1) {
      const report = await this.#runs.run({ tenantId, trigger: "manual", stop });
      if (report.status === "unlinked") return report;
      if (report.status === "busy") return { status: "busy", until: report.until };
      total = { status: "ran", ending: report.ending, counts: plus(total.counts, report.counts), runs };
      if (stop()) break;
      if (report.ending.status === "deferred" && waitUntil !== undefined)
        await waitUntil(report.ending.until);
      else if (report.ending.status !== "out-of-time" || report.counts.batches === 0) break;
    }
    return total;
  }
}

const plus = (left: RunCounts, right: RunCounts): RunCounts => ({
  exported: left.exported + right.exported,
  batches: left.batches + right.batches,
  quarantined: left.quarantined + right.quarantined,
});
