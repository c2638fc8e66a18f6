import { readFileSync } from "node:fs";
import {
  DAY_MS,
  type FinishedRun,
  noCounts,
  runId,
  type SyncRun,
  spreadsheetId,
  tenantId,
} from "@attendance-export/core";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreSyncRunLog } from "./firestore-sync-run-log.ts";

const tenant = tenantId("tenant-1");
const startedAt = Date.UTC(2026, 2, 2, 6);
const begun: SyncRun = {
  runId: runId("run-1"),
  tenantId: tenant,
  trigger: "schedule",
  spreadsheetId: spreadsheetId("sheet"),
  startedAt,
  status: "running",
  completedAt: null,
  counts: noCounts,
  errorCode: null,
  errorMessage: null,
};
const ended: FinishedRun = { ...begun, status: "completed", completedAt: startedAt + 4_000 };

interface Declared {
  readonly fieldOverrides: readonly {
    readonly collectionGroup: string;
    readonly fieldPath: string;
    readonly ttl?: boolean;
  }[];
}

const { host, describe, it } = await testEmulator("firestore");

describe("a history with a limit", () => {
  it("says of a run that is over when it may go, and of one under way nothing", async () => {
    const { firestore, close } = openClient(freshProjectId(), host);
    const runs = new FirestoreSyncRunLog(firestore, 400 * DAY_MS);
    const row = firestore.doc(`tenants/${tenant}/syncRuns/run-1`);
    await runs.begin(begun);
    expect((await row.get()).data()).not.toHaveProperty("expiresAt");
    await runs.finish(ended);
    expect((await row.get()).get("expiresAt").toMillis()).toBe(startedAt + 400 * DAY_MS);
    // It is the store's own affair: nobody who reads the history sees it.
    expect(await runs.recent(tenant, { limit: 10 })).toEqual([ended]);
    await close();
  });

  it("keeps every run for ever without one", async () => {
    const { firestore, close } = openClient(freshProjectId(), host);
    await new FirestoreSyncRunLog(firestore).finish(ended);
    const row = await firestore.doc(`tenants/${tenant}/syncRuns/run-1`).get();
    expect(row.data()).not.toHaveProperty("expiresAt");
    await close();
  });

  it("is removed by the policy that is deployed with the indexes, for that very field", () => {
    const file = new URL("../../../firestore.indexes.json", import.meta.url);
    const { fieldOverrides } = JSON.parse(readFileSync(file, "utf8")) as Declared;
    const policies = fieldOverrides.filter(({ ttl }) => ttl === true);
    expect(policies.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`)).toEqual([
      "consents.expiresAt",
      "syncRuns.expiresAt",
    ]);
  });
});
