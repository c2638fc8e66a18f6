import {
  applyBatch,
  beginRun,
  confirmBatch,
  defaultTemplate,
  linkId,
  linkSheet,
  planBatch,
  recordId,
  runId,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import type { Firestore } from "firebase-admin/firestore";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreExportLedger } from "./firestore-export-ledger.ts";
import { TenantDocuments } from "./tenant-documents.ts";

const tenant = tenantId("tenant-1");
const LEASE_MS = 360_000;
const now = Date.UTC(2026, 2, 2, 8);
const noSlot = () => null;

const link = linkSheet({
  tenantId: tenant,
  linkId: linkId("link-1"),
  sheet: { spreadsheetId: spreadsheetId("sheet"), tabId: tabId(7) },
  accountEmail: "admin@example.org",
  timeZone: timeZone("UTC"),
  template: defaultTemplate(),
  grantVersion: 1,
  grantExpiresAt: null,
  receiptBase: 2 ** 20,
  fingerprint: "abcdef",
  batchLimit: 100,
  now,
});

const claim = (run: string, at = now) => ({ runId: runId(run), now: at, leaseMs: LEASE_MS });

/** The batch that a worker would plan, of one record. */
const plan = (run: string, at = now, sequence = 1) =>
  planBatch({
    ...claim(run, at),
    linkId: linkId("link-1"),
    sequence,
    tag: `abcdef${run}`,
    rows: [{ recordId: recordId(`of ${run}`), revision: 1, cells: [`of ${run}`] }],
    despiteError: false,
  });

/** A client whose batched reads are followed by something before their caller learns of them. */
const interleaved = (firestore: Firestore, between: () => Promise<unknown>): Firestore =>
  new Proxy(firestore, {
    get: (real, name) => {
      const member: unknown = Reflect.get(real, name);
      if (typeof member !== "function") return member;
      if (name !== "getAll") return member.bind(real);
      return async (...given: unknown[]) => {
        const read: unknown = await member.apply(real, given);
        await between();
        return read;
      };
    },
  });

const { host, describe, it } = await testEmulator("firestore");

describe("workers on one tenant", () => {
  let projectId: string;
  let clients: ReturnType<typeof openClient>[];
  beforeEach(() => {
    projectId = freshProjectId();
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) await client.close();
  });

  const open = (): Firestore => {
    const client = openClient(projectId, host);
    clients.push(client);
    return client.firestore;
  };

  it("race for the lease by twenty, and one of them wins", async () => {
    await new FirestoreExportLedger(open()).transact(tenant, link);
    const ledgers = Array.from({ length: 20 }, () => new FirestoreExportLedger(open()));
    // Connections first: the race is for the lease. How long it takes, the benchmark tells.
    for (const ledger of ledgers) await ledger.frozenRows(tenant, 1);
    const starts = await Promise.all(
      ledgers.map((ledger, index) => ledger.transact(tenant, beginRun(claim(`run-${index}`), noSlot))),
    );
    const winners = starts.flatMap((start, index) => (start?.status === "begun" ? [`run-${index}`] : []));
    expect(winners).toHaveLength(1);
    for (const start of starts) if (start?.status === "busy") expect(start.owner).toBe(winners[0]);
  });

  it("change nothing when they wake after their lease has lapsed", async () => {
    const ledger = new FirestoreExportLedger(open());
    const late = now + LEASE_MS + 1;
    await ledger.transact(tenant, link);
    await ledger.transact(tenant, beginRun(claim("sleeper"), noSlot));
    await ledger.transact(tenant, beginRun(claim("heir", late), noSlot));
    await ledger.transact(tenant, plan("heir", late));
    const documents = new TenantDocuments(open(), tenant);
    const versions = async () =>
      (
        await Promise.all(
          [documents.link, documents.ledger, documents.batch(1)].map((document) => document.get()),
        )
      ).map(({ updateTime }) => updateTime?.toDate());
    const before = await versions();
    // It goes on where it was: plans its batch, and believes that one of its own was sent.
    const sleeper = new FirestoreExportLedger(open());
    const planned = await sleeper.transact(tenant, plan("sleeper"));
    expect(planned).toMatchObject({ status: "open", batch: { plannedBy: "heir" } });
    await sleeper.transact(tenant, applyBatch({ ...claim("sleeper"), sequence: 7 }));
    await sleeper.transact(tenant, confirmBatch({ ...claim("sleeper"), sequence: 7, maxRows: 100 }));
    expect(await versions()).toEqual(before);
    expect(await sleeper.frozenRows(tenant, 1)).toMatchObject([{ recordId: "of heir" }]);
  });

  it("decide anew when another wrote between their reading and their writing", async () => {
    const other = new FirestoreExportLedger(open());
    await other.transact(tenant, link);
    let turns = 0;
    const overtaken = new FirestoreExportLedger(
      interleaved(open(), async () => {
        turns += 1;
        if (turns === 1) await other.transact(tenant, plan("first"));
      }),
    );
    expect(await overtaken.transact(tenant, plan("second"))).toMatchObject({
      status: "open",
      batch: { plannedBy: "first" },
    });
    expect(turns).toBe(2);
    expect(await other.frozenRows(tenant, 1)).toMatchObject([{ recordId: "of first" }]);
  });

  it("see a change of the link alone, though the ledger stayed as it was", async () => {
    const other = new FirestoreExportLedger(open());
    await other.transact(tenant, link);
    const flag = (state: Parameters<typeof link>[0]) => {
      if (state === undefined) return { result: undefined };
      const flagged = { ...state.link, status: "error" as const };
      return { state: { ...state, link: flagged }, result: undefined };
    };
    let turns = 0;
    const overtaken = new FirestoreExportLedger(
      interleaved(open(), async () => {
        turns += 1;
        if (turns === 1) await other.transact(tenant, flag);
      }),
    );
    // Planned on the link that it read first, this batch would go to a link in error.
    expect(await overtaken.transact(tenant, plan("second"))).toEqual({ status: "superseded" });
    expect(await other.frozenRows(tenant, 1)).toBeUndefined();
  });

  it("give up at last when others never let them through, and have written nothing", async () => {
    const other = new FirestoreExportLedger(open());
    await other.transact(tenant, link);
    let lease = 0;
    const overtaken = new FirestoreExportLedger(
      interleaved(open(), async () => {
        lease += 1;
        await other.transact(tenant, beginRun(claim("other", now + lease * LEASE_MS * 2), noSlot));
      }),
    );
    await expect(
      overtaken.transact(tenant, (state) => ({ ...(state && { state }), result: 0 })),
    ).rejects.toMatchObject({
      code: "store-unavailable",
    });
    expect(lease).toBe(20);
  });
});
