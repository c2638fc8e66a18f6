import { type PendingConsent, tenantId } from "@attendance-export/core";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreConsentStore } from "./firestore-consent-store.ts";

const now = Date.UTC(2026, 2, 2, 8);
const consentOf = (stateDigest: string, changes: Partial<PendingConsent> = {}): PendingConsent => ({
  stateDigest,
  tenantId: tenantId("tenant-1"),
  adminId: "ada",
  verifier: "v".repeat(43),
  expiresAt: now + 600_000,
  ...changes,
});

const { host, describe, it } = await testEmulator("firestore");

describe("a consent between question and answer", () => {
  let client: ReturnType<typeof openClient>;
  let store: FirestoreConsentStore;
  beforeEach(() => {
    if (host === "") return;
    client = openClient(freshProjectId(), host);
    store = new FirestoreConsentStore(client.firestore);
  });
  afterEach(() => client?.close());

  const kept = async (): Promise<readonly string[]> =>
    (await client.firestore.collection("consents").get()).docs.map(({ id }) => id);

  it("is given out as it was kept, once", async () => {
    for (const digest of ["__abc__", "abc", "abc-"]) {
      await store.keep(consentOf(digest), now);
      await store.keep(consentOf(digest), now);
    }
    expect(await store.take("abc")).toEqual(consentOf("abc"));
    expect(await store.take("abc")).toBeUndefined();
    expect(await store.take("__abc__")).toEqual(consentOf("__abc__"));
    expect(await store.take("never")).toBeUndefined();
    expect(await kept()).toEqual(["state-abc-"]);
  });

  it("is given to one of ten who ask at the same time", async () => {
    await store.keep(consentOf("abc"), now);
    const taken = await Promise.all(Array.from({ length: 10 }, () => store.take("abc")));
    expect(taken.filter((consent) => consent !== undefined)).toEqual([consentOf("abc")]);
  });

  it("is dropped once it has expired, when its tenant asks again", async () => {
    await store.keep(consentOf("old", { expiresAt: now }), now - 1);
    await store.keep(consentOf("other", { expiresAt: now, tenantId: tenantId("tenant-10") }), now - 1);
    await store.keep(consentOf("young", { expiresAt: now + 1 }), now - 1);
    await store.keep(consentOf("new"), now);
    expect((await kept()).toSorted()).toEqual(["state-new", "state-other", "state-young"]);
  });
});
