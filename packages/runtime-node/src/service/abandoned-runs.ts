import type { ExportQueue, LinkedSheetStore, TenantId } from "@attendance-export/core";
import type { TenantRuns } from "../tenant-runs.ts";

export interface AbandonedParts {
  readonly links: LinkedSheetStore;
  readonly runs: TenantRuns;
  readonly queue: ExportQueue;
}

const PAGE = 200;

/**
 * Finds the runs that a dead process of this host left behind, and asks for the next one of each tenant: it closes the
 * history's row and goes on with the batch. Without this they would wait a quarter of an hour, until the store says they
 * are due. Reads every link once, at the start. Resolves to the tenants asked for.
 */
export const resumeAbandonedRuns = async ({ links, runs, queue }: AbandonedParts): Promise<number> => {
  let found = 0;
  let after: TenantId | undefined;
  for (;;) {
    const page = await links.list({ after, limit: PAGE });
    for (const { tenantId } of page) {
      if (!(await runs.releaseDeadLease(tenantId))) continue;
      await queue.ask({ tenantId, trigger: "retry", slot: null });
      found += 1;
    }
    if (page.length < PAGE) return found;
    after = page.at(-1)?.tenantId;
  }
};
