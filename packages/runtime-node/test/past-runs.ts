import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "@attendance-export/adapter-sqlite";
import { noCounts, runId, spreadsheetId, tenantId } from "@attendance-export/core";

const LAST_PAST_RUN = Date.UTC(2026, 0, 1);

/** The adapter's own row, so many hours earlier each time: a transaction a row would take a minute. */
const MULTIPLY = `
  WITH RECURSIVE past (hour) AS (SELECT 1 UNION ALL SELECT hour + 1 FROM past WHERE hour < ?1)
  INSERT INTO run (tenant, run_id, started_at, finished, run)
  SELECT tenant, run_id || '-' || hour, started_at - hour * 3600000, finished,
    json_set(run, '$.runId', run_id || '-' || hour, '$.startedAt', started_at - hour * 3600000,
      '$.completedAt', started_at - hour * 3600000 + 2000)
  FROM run, past WHERE run_id = ?2`;

/** Ten thousand runs of before this year, of which a twentieth failed. */
export const writePast = async (file: string): Promise<void> => {
  const store = openSqliteStore(file);
  const good = {
    runId: runId("good"),
    tenantId: tenantId("school"),
    trigger: "schedule",
    spreadsheetId: spreadsheetId("a-spreadsheet"),
    startedAt: LAST_PAST_RUN,
    status: "completed",
    completedAt: LAST_PAST_RUN + 2_000,
    counts: { exported: 40, batches: 1, quarantined: 0 },
    errorCode: null,
    errorMessage: null,
  } as const;
  await store.runs.finish(good);
  await store.runs.finish({
    ...good,
    ...{ runId: runId("bad"), startedAt: LAST_PAST_RUN + 1, status: "failed" },
    ...{ counts: noCounts, errorCode: "access-denied", errorMessage: "403" },
  });
  store.close();
  using database = new DatabaseSync(file);
  const multiply = database.prepare(MULTIPLY);
  multiply.run(9_499, "good");
  multiply.run(499, "bad");
};
