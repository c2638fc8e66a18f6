import { DispatchDueExports, tenantId } from "@attendance-export/core";
import { stateOf } from "@attendance-export/core/contract";
import { MemoryClock, MemoryExportQueue, SeededIds } from "@attendance-export/core/memory";
import {
  type FirestoreBill,
  FirestoreMeter,
  freshProjectId,
  GrpcFaultProxy,
} from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { type DocumentData, Timestamp } from "firebase-admin/firestore";
import { expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreExportLedger } from "./firestore-export-ledger.ts";
import { FirestoreLinkedSheetStore } from "./firestore-linked-sheet-store.ts";
import { storedFields, storedLink } from "./stored-link.ts";
import { TenantDocuments } from "./tenant-documents.ts";

const NOW = Date.UTC(2024, 2, 8, 6);
const DUE = 10;
/** Links of one commit while they are planted, which may take its time on a busy machine. */
const A_COMMIT = 250;
const PATIENCE_MS = 60_000;

const { host, describe, it } = await testEmulator("firestore");

/** What is written for a link: all of one that is due, and of the others as much as a look-up can meet. */
const documentsOf = (index: number): { readonly link: DocumentData; readonly ledger?: DocumentData } => {
  const isDue = index < DUE;
  const nextPollAt = isDue ? NOW - index : NOW + 60_000 + index;
  if (!isDue) return { link: { polling: { enabled: true, nextPollAt: Timestamp.fromMillis(nextPollAt) } } };
  const polling = { enabled: true, retryCount: 0, nextPollAt };
  const { link, ledger } = stateOf(tenantId(`tenant-${index}`), { polling });
  return { link: storedLink(link), ledger: { state: storedFields(ledger), writes: 1 } };
};

/** What Firestore bills for one dispatch with so many links, of which ten are due. */
const billFor = async (links: number): Promise<FirestoreBill> => {
  const proxy = await GrpcFaultProxy.open(host);
  const meter = new FirestoreMeter(proxy);
  const { firestore, close } = openClient(freshProjectId(), proxy.host, PATIENCE_MS);
  for (let start = 0; start < links; start += A_COMMIT) {
    const commit = firestore.batch();
    for (let index = start; index < Math.min(links, start + A_COMMIT); index++) {
      const documents = new TenantDocuments(firestore, tenantId(`tenant-${index}`));
      const { link, ledger } = documentsOf(index);
      commit.set(documents.link, link);
      if (ledger !== undefined) commit.set(documents.ledger, ledger);
    }
    await commit.commit();
  }
  meter.take();
  const report = await new DispatchDueExports({
    links: new FirestoreLinkedSheetStore(firestore),
    ledger: new FirestoreExportLedger(firestore),
    queue: new MemoryExportQueue(),
    clock: new MemoryClock(NOW),
    ids: new SeededIds("x"),
  }).execute();
  expect(report).toEqual({ asked: DUE, passedOver: 0, failed: [], more: false });
  const bill = meter.take();
  await close();
  await proxy.close();
  return bill;
};

describe("a dispatch on Firestore", () => {
  // SQLite shows the same with a hundred thousand; the emulator takes a minute to be given so many.
  for (const links of [100, 2_000])
    it(
      `reads the due links and nothing else, of ${links} links`,
      async () => {
        // A look-up of ten, and the link with its ledger once more for each claim, which writes both.
        expect(await billFor(links)).toEqual({ reads: 30, writes: 20, counts: 0, requests: 21 });
      },
      PATIENCE_MS,
    );
});
