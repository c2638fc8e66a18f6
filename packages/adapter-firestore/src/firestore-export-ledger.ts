import { isDeepStrictEqual } from "node:util";
import type {
  BatchWrite,
  ClosedBatch,
  ExportLedger,
  FrozenRow,
  Step,
  TenantId,
  Transition,
} from "@attendance-export/core";
import type { DocumentSnapshot, Firestore, WriteBatch } from "firebase-admin/firestore";
import { inFirestore } from "./firestore-failure.ts";
import { frozenParts, rowsIn } from "./frozen-parts.ts";
import { commitUnlessOvertaken, optimistically, overtaken } from "./optimistically.ts";
import { fieldsIn, linkStateIn, storedFields, storedLedger, storedLink } from "./stored-link.ts";
import { TenantDocuments } from "./tenant-documents.ts";

/** The memory of the protocol, in the documents of the link, of its ledger and of its batches. */
export class FirestoreExportLedger implements ExportLedger {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  /**
   * One commit that carries the version of the ledger it was decided on. Every change of a link or of its batches writes the
   * ledger, so that version stands for all of them.
   */
  transact<Result>(tenantId: TenantId, transition: Transition<Result>): Promise<Result> {
    const documents = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(() =>
      optimistically(async () => {
        // Read together they belong together: Firestore answers a batched read as of one moment.
        const [link, ledger] = await this.#firestore.getAll(documents.link, documents.ledger);
        if (link === undefined || ledger === undefined)
          throw new Error("Firestore gave fewer answers than asked");
        const state = linkStateIn(link, ledger);
        const step = transition(state);
        if (step.state === undefined) return step.result;
        const commit = this.#firestore.batch();
        writeLedger(commit, step.state.ledger, ledger);
        // A write that changes nothing costs money and wakes every dashboard that listens.
        if (!isDeepStrictEqual(step.state.link, state?.link))
          commit.set(link.ref, storedLink(step.state.link));
        if (step.batch !== undefined) await writeBatch(commit, documents, step.batch);
        await commitUnlessOvertaken(commit);
        return step.result;
      }),
    );
  }

  frozenRows(tenantId: TenantId, sequence: number): Promise<readonly FrozenRow[] | undefined> {
    const documents = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(() =>
      optimistically(async () => {
        const batch = await documents.batch(sequence).get();
        const parts = partsOf(batch);
        if (parts === 0) return undefined;
        const others = Array.from({ length: parts - 1 }, (_, index) => documents.part(sequence, index + 1));
        const rest = others.length === 0 ? [] : await this.#firestore.getAll(...others);
        // Closed or frozen anew between the two reads: what is there now decides.
        if (rest.some((part) => !part.exists)) throw overtaken();
        return rowsIn([batch, ...rest].map((part) => part.get("rows") as Uint8Array));
      }),
    );
  }

  closedBatches(tenantId: TenantId, limit: number): Promise<readonly ClosedBatch[]> {
    const { batches } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      // Open batches do not have the field, so they are not in its index.
      const closed = await batches.orderBy("closed.sequence", "desc").limit(limit).get();
      return closed.docs.map((batch) => fieldsIn<ClosedBatch>(batch.get("closed")));
    });
  }
}

const writeLedger = (
  commit: WriteBatch,
  ledger: NonNullable<Step<unknown>["state"]>["ledger"],
  before: DocumentSnapshot,
): void => {
  const fields = storedLedger(ledger, before);
  const { updateTime } = before;
  if (updateTime === undefined) commit.create(before.ref, fields);
  else commit.update(before.ref, fields, { lastUpdateTime: updateTime });
};

/** How many documents hold the batch's rows; 0 where it holds none. */
const partsOf = (batch: DocumentSnapshot): number => Number(batch.get("parts") ?? 0);

const writeBatch = async (
  commit: WriteBatch,
  documents: TenantDocuments,
  write: BatchWrite,
): Promise<void> => {
  const { sequence } = write.batch;
  const batch = documents.batch(sequence);
  const [first, ...others] = write.kind === "freeze" ? frozenParts(write.rows) : [];
  if (first === undefined) commit.set(batch, { closed: storedFields(write.batch) });
  else commit.set(batch, { parts: others.length + 1, rows: first });
  for (const [index, rows] of others.entries()) commit.set(documents.part(sequence, index + 1), { rows });
  // Whoever changes a batch's parts writes the ledger too, so what is read here still holds when this is committed.
  const partsBefore = partsOf(await batch.get());
  for (let index = others.length + 1; index < partsBefore; index += 1)
    commit.delete(documents.part(sequence, index));
};
