import { describe, it } from "vitest";
import { type Saboteurs, verifyContract } from "./contract.ts";
import { saboteurOf } from "./sabotage.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemorySyncRunLog } from "./store/memory-store-subject.ts";
import { nearMissTenants } from "./store/near-misses.ts";
import {
  type SyncRunLogSentence,
  type SyncRunLogSubject,
  syncRunLogContract,
} from "./sync-run-log-contract.ts";

const saboteur = saboteurOf(openMemorySyncRunLog);

const saboteurs: Saboteurs<SyncRunLogSubject, SyncRunLogSentence> = {
  "writes a row when a run begins, exactly as it is told": saboteur(({ port }) => ({
    begin: (run) => port.begin({ ...run, counts: { exported: 0, batches: 0, quarantined: 0 } }),
  })),
  "changes nothing when a run begins again": saboteur(({ backDoor }) => ({
    begin: (run) => backDoor.plant(run),
  })),
  "closes a run with all that is told of its end": saboteur(({ port }) => ({
    finish: (run) => port.finish({ ...run, errorMessage: null }),
  })),
  "closes a run whose beginning was never written": saboteur(({ port }) => ({
    finish: async (run) => {
      if ((await port.find(run.tenantId, run.runId)) !== undefined) await port.finish(run);
    },
  })),
  "lets the first close count": saboteur(({ backDoor }) => ({
    finish: (run) => backDoor.plant(run),
  })),
  "leaves a finished run finished when its beginning arrives late": saboteur(({ port, backDoor }) => ({
    // Looks only for a run that is going on.
    begin: async (run) => {
      if ((await port.find(run.tenantId, run.runId))?.status !== "running") await backDoor.plant(run);
    },
  })),
  "gives the newest starts first, at most the limit": saboteur(({ port }) => ({
    // Sorts by the id, which looks like a time.
    recent: async (tenant, page) =>
      [...(await port.recent(tenant, { ...page, limit: 1_000 }))]
        .sort((left, right) => (left.runId < right.runId ? 1 : -1))
        .slice(0, page.limit),
  })),
  "gives pages that join without a gap and without a repeat": saboteur(({ port }) => ({
    // Goes on from the moment alone.
    recent: async (tenant, { before, ...page }) =>
      (await port.recent(tenant, { ...page, limit: 1_000 }))
        .filter(({ startedAt }) => before === undefined || startedAt < before.startedAt)
        .slice(0, page.limit),
  })),
  "gives the runs of one status alone, by full pages": saboteur(({ port }) => ({
    // Takes a page and leaves out what was not asked for.
    recent: async (tenant, { status, ...page }) =>
      (await port.recent(tenant, page)).filter((run) => status === undefined || run.status === status),
  })),
  "finds a run by its id": saboteur(({ port }) => ({
    find: async (tenant, id) =>
      (await port.recent(tenant, { limit: 1_000 })).find(({ runId }) =>
        runId.toLowerCase().startsWith(id.toLowerCase()),
      ),
  })),
  "keeps the histories of tenants apart": saboteur(({ port }) => ({
    // Run ids are taken for unique everywhere.
    find: async (_, id) => {
      for (const tenant of nearMissTenants) {
        const run = await port.find(tenant, id);
        if (run !== undefined) return run;
      }
      return undefined;
    },
  })),
  ...failureSaboteurs(openMemorySyncRunLog),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    ({ port }) => ({
      // Takes a lost answer for an answer.
      begin: (run) => port.begin(run).catch(() => undefined),
    }),
  ),
};

verifyContract({ describe, it }, syncRunLogContract, saboteurs);
