import assert from "node:assert/strict";
import { runId, spreadsheetId, type TenantId } from "../model/ids.ts";
import { noCounts, type SyncRun } from "../model/sync-run.ts";
import type { FinishedRun, RunPage, SyncRunLog } from "../ports/sync-run-log.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { nearMissTenants, shuffled, tenant1, tenant10 } from "./store/near-misses.ts";
import { monday } from "./store/record-fixtures.ts";
import {
  type FailureTrial,
  type StoreSubject,
  storeFailures,
  storeWriteFailures,
} from "./store/store-lever.ts";

export interface SyncRunLogSubject extends StoreSubject {
  readonly port: SyncRunLog;
  readonly backDoor: {
    /** Keeps or replaces a row, whatever stands there. */
    plant(run: SyncRun): Promise<void>;
    /** Every row of the tenant, in any order. */
    runs(tenantId: TenantId): Promise<readonly SyncRun[]>;
  };
}

const beginningOf = (id: string, wanted: Partial<SyncRun> = {}): SyncRun => ({
  runId: runId(id),
  tenantId: tenant1,
  trigger: "schedule",
  spreadsheetId: spreadsheetId("1aBc-dEf_2"),
  startedAt: monday,
  status: "running",
  completedAt: null,
  counts: noCounts,
  errorCode: null,
  errorMessage: null,
  ...wanted,
});

const endOf = (id: string, wanted: Partial<FinishedRun> = {}): FinishedRun => ({
  ...beginningOf(id),
  status: "completed",
  completedAt: monday + 4_500,
  counts: { exported: 5_000, batches: 2, quarantined: 1 },
  ...wanted,
});

/** The whole history, a page after the other, as a reader goes on: from the last run of the page before. */
const inPages = async (port: SyncRunLog, page: RunPage): Promise<readonly SyncRun[]> => {
  const found: SyncRun[] = [];
  for (let before: RunPage["before"]; ; before = found.at(-1)) {
    const runs = await port.recent(tenant1, { ...page, before });
    found.push(...runs);
    if (runs.length < page.limit || found.length > 100) return found;
  }
};

const failed: Partial<FinishedRun> = {
  status: "failed",
  errorCode: "tab-missing",
  errorMessage: "The tab “Présences \u{1f4c5}” was deleted.",
};

const guarantees = {
  "writes a row when a run begins, exactly as it is told": async ({ port, backDoor }) => {
    const run = beginningOf("run-1", {
      trigger: "reconnect",
      counts: { exported: 1, batches: 2, quarantined: 3 },
    });
    await port.begin(run);
    assert.deepEqual(await backDoor.runs(tenant1), [run]);
  },

  "changes nothing when a run begins again": async ({ port, backDoor }) => {
    await port.begin(beginningOf("run-1"));
    await port.begin(beginningOf("run-1"));
    await port.begin(beginningOf("run-1", { startedAt: monday + 1, trigger: "retry" }));
    assert.deepEqual(await backDoor.runs(tenant1), [beginningOf("run-1")]);
  },

  "closes a run with all that is told of its end": async ({ port, backDoor }) => {
    await port.begin(beginningOf("run-1"));
    await port.begin(beginningOf("run-10"));
    await port.finish(endOf("run-1", failed));
    const rows = await backDoor.runs(tenant1);
    assert.deepEqual(new Set(rows), new Set([endOf("run-1", failed), beginningOf("run-10")]));
  },

  "closes a run whose beginning was never written": async ({ port, backDoor }) => {
    await port.finish(endOf("run-1"));
    await port.finish(endOf("run-1", failed));
    assert.deepEqual(await backDoor.runs(tenant1), [endOf("run-1")]);
  },

  "lets the first close count": async ({ port, backDoor }) => {
    await port.begin(beginningOf("run-1"));
    await port.finish(endOf("run-1", failed));
    await port.finish(endOf("run-1", failed));
    await port.finish(endOf("run-1"));
    assert.deepEqual(await backDoor.runs(tenant1), [endOf("run-1", failed)]);
  },

  "leaves a finished run finished when its beginning arrives late": async ({ port, backDoor }) => {
    await port.finish(endOf("run-1"));
    await port.begin(beginningOf("run-1"));
    assert.deepEqual(await backDoor.runs(tenant1), [endOf("run-1")]);
  },

  "gives the newest starts first, at most the limit": async ({ port }) => {
    const newestFirst = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((age) =>
      beginningOf(`run-${(age * 7) % 10}`, { startedAt: monday + age * 1_000 }),
    );
    for (const run of shuffled(newestFirst)) await port.begin(run);
    for (const limit of [1, 3, 10, 50])
      assert.deepEqual(await port.recent(tenant1, { limit }), newestFirst.slice(0, limit));
    // Told only at its end when it really began.
    const oldest = endOf("run-0", { startedAt: monday + 60_000 });
    await port.finish(oldest);
    assert.deepEqual(await port.recent(tenant1, { limit: 2 }), [oldest, newestFirst[0]]);
  },

  "gives pages that join without a gap and without a repeat": async ({ port }) => {
    // Three of each moment: a scheduler begins many at once. Ids that differ by case and by length alone.
    const history = ["b", "a", "B", "r-10", "r-1", "r", "z", "y", "x"].map((id, index) =>
      beginningOf(id, { startedAt: monday - Math.floor(index / 3) * 1_000 }),
    );
    for (const run of shuffled(history)) await port.begin(run);
    await port.begin(beginningOf("stranger", { tenantId: tenant10, startedAt: monday - 1_500 }));
    for (const limit of [1, 2, 4, 9]) assert.deepEqual(await inPages(port, { limit }), history);
    const last = await port.recent(tenant1, {
      limit: 5,
      before: { startedAt: monday - 2_000, runId: runId("x") },
    });
    assert.deepEqual(last, []);
  },

  "gives the runs of one status alone, by full pages": async ({ port }) => {
    const runs = Array.from({ length: 12 }, (_, index) =>
      beginningOf(`run-${index + 10}`, { startedAt: monday - index * 1_000 }),
    );
    for (const run of runs) await port.begin(run);
    for (const [index, { runId: id, startedAt }] of runs.entries())
      if (index % 4 !== 3) await port.finish(endOf(id, { startedAt, ...(index % 2 === 0 ? {} : failed) }));
    const ids = (wanted: (index: number) => boolean) =>
      runs.filter((_, index) => wanted(index)).map(({ runId: id }) => id);
    const found = async (status: SyncRun["status"]) =>
      (await inPages(port, { status, limit: 2 })).map(({ runId: id }) => id);
    assert.deepEqual(
      await found("completed"),
      ids((index) => index % 2 === 0),
    );
    assert.deepEqual(
      await found("failed"),
      ids((index) => index % 4 === 1),
    );
    assert.deepEqual(
      await found("running"),
      ids((index) => index % 4 === 3),
    );
    assert.equal((await port.recent(tenant1, { status: "completed", limit: 4 })).length, 4);
  },

  "finds a run by its id": async ({ port }) => {
    await port.begin(beginningOf("run-1"));
    await port.begin(beginningOf("run-10"));
    await port.begin(beginningOf("RUN-1"));
    await port.finish(endOf("run-10"));
    assert.deepEqual(await port.find(tenant1, runId("run-1")), beginningOf("run-1"));
    assert.deepEqual(await port.find(tenant1, runId("run-10")), endOf("run-10"));
    assert.equal(await port.find(tenant1, runId("run-2")), undefined);
  },

  "keeps the histories of tenants apart": async ({ port }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    const of = (tenantId: TenantId): SyncRun =>
      // Two tenants' runs may have one id: a scheduler names them by the time.
      beginningOf("run-1", { tenantId, startedAt: monday + tenantId.length });
    for (const tenantId of tenants) await port.begin(of(tenantId));
    for (const tenantId of tenants) {
      assert.deepEqual(await port.recent(tenantId, { limit: 10 }), [of(tenantId)]);
      assert.deepEqual(await port.find(tenantId, runId("run-1")), of(tenantId));
    }
    assert.deepEqual(await port.recent(stranger, { limit: 10 }), []);
    assert.equal(await port.find(stranger, runId("run-1")), undefined);
    await port.finish(endOf("run-1", { tenantId: tenant1 }));
    assert.deepEqual(await port.find(tenant10, runId("run-1")), of(tenant10));
  },
} satisfies Readonly<Record<string, Guarantee<SyncRunLogSubject>>>;

const failureTrial: FailureTrial<SyncRunLog, SyncRunLogSubject> = {
  arrange: ({ port }) => port.begin(beginningOf("run-1")),
  reads: {
    recent: (port) => port.recent(tenant1, { limit: 10 }),
    find: (port) => port.find(tenant1, runId("run-1")),
  },
  writes: {
    begin: (port) => port.begin(beginningOf("run-2")),
    finish: (port) => port.finish(endOf("run-1")),
  },
  truth: async ({ backDoor }) => new Set(await backDoor.runs(tenant1)),
};

/** What every `SyncRunLog` promises. */
export const syncRunLogContract = {
  port: "SyncRunLog",
  guarantees: { ...guarantees, ...storeFailures(failureTrial), ...storeWriteFailures(failureTrial) },
} satisfies Contract<SyncRunLogSubject, string>;

export type SyncRunLogSentence = keyof typeof syncRunLogContract.guarantees;
