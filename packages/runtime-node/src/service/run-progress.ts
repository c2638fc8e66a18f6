import type { ExportedBatch, RunId, TenantId } from "@attendance-export/core";
import type { ExportWatcher } from "../export-watcher.ts";

/** How far the runs of this process are, from batch to batch: their rows in the history say so only at their end. */
export class RunProgress implements ExportWatcher {
  /** One run a tenant, so the tenant tells which run a batch belongs to. */
  readonly #running = new Map<TenantId, { readonly runId: RunId; exported: number }>();

  begin(tenantId: TenantId, runId: RunId): void {
    this.#running.set(tenantId, { runId, exported: 0 });
  }

  end(tenantId: TenantId): void {
    this.#running.delete(tenantId);
  }

  exported(tenantId: TenantId, { records }: ExportedBatch): void {
    const run = this.#running.get(tenantId);
    if (run !== undefined) run.exported += records.length;
  }

  /** 0 for a run that is not at work in this process. */
  exportedBy(runId: RunId): number {
    for (const run of this.#running.values()) if (run.runId === runId) return run.exported;
    return 0;
  }
}
