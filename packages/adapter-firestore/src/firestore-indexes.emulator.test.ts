import { readFileSync } from "node:fs";
import { localDate, type RecordDraft, recordId, tenantId } from "@attendance-export/core";
import { freshProjectId, type UsedIndex, usedIndexes } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreAttendanceRegister } from "./firestore-attendance-register.ts";
import { FirestoreAttendanceStore } from "./firestore-attendance-store.ts";
import { FirestoreConsentStore } from "./firestore-consent-store.ts";
import { FirestoreExportLedger } from "./firestore-export-ledger.ts";
import { FirestoreLinkedSheetStore } from "./firestore-linked-sheet-store.ts";
import { FirestoreSyncRunLog } from "./firestore-sync-run-log.ts";

interface Declared {
  readonly indexes: readonly {
    readonly collectionGroup: string;
    readonly queryScope: UsedIndex["scope"];
    readonly fields: readonly { readonly fieldPath: string; readonly order: string }[];
  }[];
}

const declared = (): readonly string[] => {
  const file = new URL("../../../firestore.indexes.json", import.meta.url);
  const { indexes } = JSON.parse(readFileSync(file, "utf8")) as Declared;
  return indexes.map(({ collectionGroup, queryScope, fields }) =>
    named({
      collection: collectionGroup,
      scope: queryScope,
      fields: fields.map(({ fieldPath, order }) => `${fieldPath} ${order}`),
    }),
  );
};

const named = ({ collection, scope, fields }: UsedIndex): string =>
  `${collection} ${scope}: ${fields.join(", ")}`;

const id = recordId("r1");
const draft: RecordDraft = {
  id,
  member: { id: "m-1", name: "Zoë" },
  session: { id: "s-1", name: "Night shift" },
  date: localDate("2026-03-02"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
};

const { host, describe, it } = await testEmulator("firestore");

describe("the indexes of firestore.indexes.json", () => {
  it("are those that the stores' queries use, and no others", async () => {
    const projectId = freshProjectId();
    const { firestore, close } = openClient(projectId, host);
    const tenant = tenantId("tenant-1");
    const register = new FirestoreAttendanceRegister(firestore);
    const store = new FirestoreAttendanceStore(firestore);
    const links = new FirestoreLinkedSheetStore(firestore);
    await register.put(tenant, [draft]);
    await store.setAside(tenant, [{ recordId: id, revision: 1, reason: "x", since: 0 }]);
    await store.markExported(tenant, {
      sequence: 1,
      exportedAt: 1,
      records: [{ recordId: id, revision: 1 }],
    });
    for (const after of [undefined, { date: draft.date, recordId: id }])
      await store.backlog(tenant, { after, limit: 10 });
    await store.quarantine(tenant, 10);
    await register.byId(tenant, [id]);
    for (const after of [undefined, id]) await register.exported(tenant, { after, limit: 10 });
    await register.tally(tenant);
    for (const after of [undefined, tenant]) await links.list({ after, limit: 10 });
    for (const after of [undefined, { tenantId: tenant, nextPollAt: 1 }])
      await links.due(2, { after, limit: 10 });
    await new FirestoreExportLedger(firestore).closedBatches(tenant, 10);
    await new FirestoreSyncRunLog(firestore).recent(tenant, { limit: 10 });
    await new FirestoreSyncRunLog(firestore).recent(tenant, { limit: 10, status: "failed" });
    const consents = new FirestoreConsentStore(firestore);
    const consent = { stateDigest: "abc", tenantId: tenant, adminId: "ada", verifier: "v", expiresAt: 1 };
    await consents.keep({ ...consent, choice: null }, 0);
    await consents.take("abc");
    const used = (await usedIndexes(host, projectId)).map(named);
    await close();
    expect(used.toSorted()).toEqual(declared().toSorted());
  });
});
