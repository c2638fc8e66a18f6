import { isPortFailure, runId, type SyncRun, spreadsheetId, tenantId } from "@attendance-export/core";
import { freshProjectId, type GrpcFault, GrpcFaultProxy } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import type { Firestore } from "firebase-admin/firestore";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreAttendanceStore } from "./firestore-attendance-store.ts";
import { inFirestore } from "./firestore-failure.ts";
import { FirestoreLinkedSheetStore } from "./firestore-linked-sheet-store.ts";
import { FirestoreSyncRunLog } from "./firestore-sync-run-log.ts";

const tenant = tenantId("tenant-1");
const run: SyncRun = {
  runId: runId("run-1"),
  tenantId: tenant,
  trigger: "manual",
  spreadsheetId: spreadsheetId("sheet"),
  startedAt: 0,
  status: "running",
  completedAt: null,
  counts: { exported: 0, batches: 0, quarantined: 0 },
  errorCode: null,
  errorMessage: null,
};

/** A call of a store for each method of Firestore that the stores use. */
const calls: Readonly<Record<string, (firestore: Firestore) => Promise<unknown>>> = {
  BatchGetDocuments: (firestore) => new FirestoreLinkedSheetStore(firestore).load(tenant),
  RunQuery: (firestore) =>
    new FirestoreAttendanceStore(firestore).backlog(tenant, { after: undefined, limit: 10 }),
  Commit: (firestore) => new FirestoreSyncRunLog(firestore).begin(run),
  RunAggregationQuery: (firestore) => inFirestore(() => firestore.collection("tenants").count().get()),
};

const status = (code: number, message: string): GrpcFault => ({ kind: "status", status: code, message });

const faults: readonly (readonly [string, GrpcFault, string])[] = [
  ["a broken connection", { kind: "reset" }, "store-unavailable"],
  ["CANCELLED", status(1, "cancelled"), "store-unavailable"],
  ["UNKNOWN", status(2, "unknown"), "store-unavailable"],
  ["DEADLINE_EXCEEDED", status(4, "too late"), "store-unavailable"],
  ["PERMISSION_DENIED", status(7, "Missing or insufficient permissions."), "store-misconfigured"],
  ["RESOURCE_EXHAUSTED", status(8, "Quota exceeded."), "store-full"],
  ["FAILED_PRECONDITION", status(9, "The query requires an index."), "store-misconfigured"],
  ["ABORTED", status(10, "Too much contention on these documents."), "store-unavailable"],
  ["INTERNAL", status(13, "Internal error encountered."), "store-unavailable"],
  ["UNAVAILABLE", status(14, "The service is currently unavailable."), "store-unavailable"],
  ["UNAUTHENTICATED", status(16, "Request had invalid authentication credentials."), "store-misconfigured"],
];

const { host, describe, it } = await testEmulator("firestore");

describe("a request to Firestore", () => {
  let proxy: GrpcFaultProxy;
  let client: ReturnType<typeof openClient>;
  beforeEach(async () => {
    if (host === "") return;
    proxy = await GrpcFaultProxy.open(host);
    client = openClient(freshProjectId(), proxy.host);
  });
  afterEach(async () => {
    await client?.close();
    await proxy?.close();
  });

  for (const [name, fault, wanted] of faults)
    it(`is made once, whatever it is for, when it ends with ${name}`, async () => {
      // The connection stands before anything goes wrong.
      await calls.RunQuery?.(client.firestore);
      proxy.rule = { when: "before", fault };
      for (const [method, call] of Object.entries(calls)) {
        proxy.calls.length = 0;
        const failure = await call(client.firestore).catch((thrown: unknown) => thrown);
        expect(isPortFailure(failure) ? failure.code : failure, method).toBe(wanted);
        expect(proxy.calls).toEqual([method]);
      }
    });

  it("ends by its deadline where no answer comes, and is not made again", async () => {
    const hurried = openClient(freshProjectId(), proxy.host, 3_000);
    await calls.RunQuery?.(hurried.firestore);
    proxy.rule = { when: "before", fault: { kind: "silence" } };
    proxy.calls.length = 0;
    const begun = performance.now();
    const endings = await Promise.allSettled(Object.values(calls).map((call) => call(hurried.firestore)));
    for (const ending of endings)
      expect(ending).toMatchObject({ status: "rejected", reason: { code: "store-unavailable" } });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(proxy.calls.toSorted()).toEqual(Object.keys(calls).toSorted());
    await hurried.close();
  });

  it("serves the next call once the trouble is over", async () => {
    proxy.rule = { when: "before", fault: { kind: "reset" } };
    await expect(calls.Commit?.(client.firestore)).rejects.toMatchObject({ code: "store-unavailable" });
    proxy.rule = undefined;
    await calls.Commit?.(client.firestore);
    const runs = new FirestoreSyncRunLog(client.firestore);
    expect(await runs.find(tenant, run.runId)).toEqual(run);
  });
});
