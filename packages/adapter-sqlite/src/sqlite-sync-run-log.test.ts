import { DAY_MS, noCounts, runId, type SyncRun, spreadsheetId, tenantId } from "@attendance-export/core";
import { afterEach, expect, it } from "vitest";
import { openSqliteStore, type SqliteStore } from "./open-sqlite-store.ts";

const [north, south] = [tenantId("north"), tenantId("south")];
const stores: SqliteStore[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

const open = (runsKeptMs?: number) => {
  const store = openSqliteStore(":memory:", runsKeptMs === undefined ? {} : { runsKeptMs });
  stores.push(store);
  return store.runs;
};

const begun = (day: number, tenant = north): SyncRun => ({
  runId: runId(`run-${day}`),
  tenantId: tenant,
  trigger: "schedule",
  spreadsheetId: spreadsheetId("sheet"),
  startedAt: day * DAY_MS,
  status: "running",
  completedAt: null,
  counts: noCounts,
  errorCode: null,
  errorMessage: null,
});

const days = async (runs: ReturnType<typeof open>, tenant = north): Promise<readonly number[]> =>
  (await runs.recent(tenant, { limit: 1_000 })).map(({ startedAt }) => startedAt / DAY_MS);

const complete = async (runs: ReturnType<typeof open>, run: SyncRun): Promise<void> => {
  await runs.begin(run);
  await runs.finish({ ...run, status: "completed", completedAt: run.startedAt });
};

it("drops a tenant's older rows when its next run begins, and nobody else's", async () => {
  const runs = open(30 * DAY_MS);
  await complete(runs, begun(1, south));
  for (const day of [1, 9, 10]) await complete(runs, begun(day));
  await runs.begin(begun(40));
  expect(await days(runs)).toEqual([40, 10]);
  expect(await days(runs, south)).toEqual([1]);
});

it("keeps a row that says running, however old, for somebody has to close it", async () => {
  const runs = open(30 * DAY_MS);
  await runs.begin(begun(1));
  await runs.begin(begun(100));
  expect(await days(runs)).toEqual([100, 1]);
});

it("keeps everything unless it is told otherwise", async () => {
  const runs = open();
  await complete(runs, begun(1));
  await runs.begin(begun(9_000));
  expect(await days(runs)).toEqual([9_000, 1]);
});
