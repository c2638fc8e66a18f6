import type { ExportQueue, LinkedSheetStore, TenantId } from "@attendance-export/core";
import type { TenantRuns } from "../tenant-runs.ts";

export interface AbandonedParts {
  readonly links: LinkedSheetStore;
  readonly runs: TenantRuns;
  readonly queue: ExportQueue;
}

const PAGE = 200;

/** How many tenants a process that died had at work, and how many it had only asked for. */
export interface LeftBehind {
  readonly runs: number;
  readonly requests: number;
}

/**
 * Finds what a dead process of this host left behind, and asks for the next run of each such tenant: after a run that was
 * under way it closes the history's row and goes on with the batch. Without this they would wait a quarter of an hour, until
 * the store says they are due. Reads every link once, at the start.
 */
export const resumeAbandonedRuns = async ({ links, runs, queue }: AbandonedParts): Promise<LeftBehind> => {
  const found = { runs: 0, requests: 0 };
  let after: TenantId | undefined;
  for (;;) {
    const page = await links.list({ after, limit: PAGE });
    for (const { tenantId, polling } of page) {
      const left = await runs.releaseDead(tenantId);
      // Whoever switched the schedule off meanwhile does not want what it had asked for.
      if (left === undefined || (left === "request" && !polling.enabled)) continue;
      const isRetry = left === "run" || polling.retryCount > 0;
      await queue.ask({ tenantId, trigger: isRetry ? "retry" : "schedule", slot: null });
      found[`${left}s`] += 1;
    }
    if (page.length < PAGE) return found;
    after = page.at(-1)?.tenantId;
  }
};
