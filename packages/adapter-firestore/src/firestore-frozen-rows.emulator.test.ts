import { createHash } from "node:crypto";
import { type FrozenRow, type LinkState, type OpenBatch, recordId, tenantId } from "@attendance-export/core";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreExportLedger } from "./firestore-export-ledger.ts";
import { TenantDocuments } from "./tenant-documents.ts";

const tenant = tenantId("tenant-1");
/** Parts of a state that no store looks into. */
const state = { link: { polling: {}, sheet: {} }, ledger: {} } as unknown as LinkState;

/** Rows of text that does not compress, of that many megabytes in all. */
const noisyRows = (megabytes: number, seed: string): readonly FrozenRow[] =>
  Array.from({ length: megabytes * 10 }, (_, index) => ({
    recordId: recordId(`r-${index}`),
    revision: 1,
    cells: [createHash("shake256", { outputLength: 100_000 }).update(`${seed} ${index}`).digest("base64url")],
  }));

const freeze = (sequence: number, rows: readonly FrozenRow[]) => () => ({
  state,
  batch: { kind: "freeze" as const, batch: { sequence } as OpenBatch, rows },
  result: undefined,
});

const { host, describe, it } = await testEmulator("firestore");

describe("frozen rows that need several documents", () => {
  let client: ReturnType<typeof openClient>;
  let ledger: FirestoreExportLedger;
  let documents: TenantDocuments;
  beforeEach(() => {
    if (host === "") return;
    client = openClient(freshProjectId(), host);
    ledger = new FirestoreExportLedger(client.firestore);
    documents = new TenantDocuments(client.firestore, tenant);
  });
  afterEach(() => client?.close());

  const partsOf = async (sequence: number): Promise<readonly string[]> =>
    (await documents.batch(sequence).collection("parts").listDocuments()).map(({ id }) => id);

  it("come back equal", async () => {
    const rows = noisyRows(2, "a");
    await ledger.transact(tenant, freeze(1, rows));
    expect(await partsOf(1)).toEqual(["1", "2"]);
    expect(await ledger.frozenRows(tenant, 1)).toEqual(rows);
  });

  it("leave no part behind when fewer take their place", async () => {
    const rows = noisyRows(1, "b");
    await ledger.transact(tenant, freeze(1, noisyRows(3, "a")));
    await ledger.transact(tenant, freeze(1, rows));
    expect(await partsOf(1)).toEqual(["1"]);
    expect(await ledger.frozenRows(tenant, 1)).toEqual(rows);
  });

  it("are written none or all: a commit that is too large is refused at once, in plain words", async () => {
    const begun = performance.now();
    // The emulator takes 4 MiB where production takes 10.
    await expect(ledger.transact(tenant, freeze(1, noisyRows(5, "a")))).rejects.toMatchObject({
      code: "store-misconfigured",
      message: expect.stringContaining("Lower the batch's size"),
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect((await documents.ledger.get()).exists).toBe(false);
    expect(await partsOf(1)).toEqual([]);
  });
});
