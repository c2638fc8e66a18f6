import {
  type EpochMs,
  noCounts,
  type RunCounts,
  type RunEnding,
  type RunId,
  releaseLease,
  type TenantId,
} from "@attendance-export/core";
import type { Installation } from "./installation.ts";
import { isOfDeadProcess, runIdOfThisProcess } from "./run-owner.ts";

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
  readonly #installation: Installation;
  readonly #running = new Set<RunId>();

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /**
   * Rejects with a `PortFailure` only where the store itself fails. Given `waitUntil`, it waits for unanswered requests to
   * be settled and goes on; without it that is left to the next call.
   */
  async execute(tenantId: TenantId, stop: () => boolean, waitUntil?: WaitUntil): Promise<TenantExport> {
    await this.#releaseDeadLease(tenantId);
    let total: Ran = { status: "ran", ending: { status: "drained" }, counts: noCounts, runs: 0 };
    for (let runs = 1; runs <= MAX_RUNS; runs += 1) {
      const report = await this.#run(tenantId, stop);
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

  async #run(tenantId: TenantId, stop: () => boolean) {
    const runId = runIdOfThisProcess(this.#installation.ids.fresh());
    this.#running.add(runId);
    try {
      const useCase = this.#installation.exportAttendance();
      return await useCase.execute({ tenantId, trigger: "manual", runId, stop });
    } finally {
      this.#running.delete(runId);
    }
  }

  /** A process that was killed left its lease behind; its batch is taken up like any other open one. */
  async #releaseDeadLease(tenantId: TenantId): Promise<void> {
    const { links, ledger, clock } = this.#installation;
    const owner = (await links.load(tenantId))?.ledger.lease?.owner;
    if (owner === undefined || !isOfDeadProcess(owner, (id) => this.#running.has(id))) return;
    await ledger.transact(tenantId, releaseLease(owner, clock.now()));
  }
}

const plus = (left: RunCounts, right: RunCounts): RunCounts => ({
  exported: left.exported + right.exported,
  batches: left.batches + right.batches,
  quarantined: left.quarantined + right.quarantined,
});
