import type { ExportedBatch, RecordId } from "@attendance-export/core";
import { type CollectionReference, FieldPath, type Firestore } from "firebase-admin/firestore";
import { inParallel } from "./in-parallel.ts";
import { portions } from "./portions.ts";

/**
 * Drops what the quarantine says of the batch's records.
 *
 * Looked for and not deleted blindly, for Firestore bills a delete of what is not there: a batch whose records were never set
 * aside, as good as all of them, costs one read. Between the batch's first id and its last one, so that many small batches
 * beside a full quarantine do not read it over and over.
 */
export const releaseRecords = async (
  firestore: Firestore,
  quarantine: CollectionReference,
  { records }: ExportedBatch,
): Promise<void> => {
  const ids = records.map(({ recordId }) => recordId);
  const [first, last] = endsOf(ids);
  if (first === undefined || last === undefined) return;
  const exported = new Set<string>(ids);
  const id = FieldPath.documentId();
  const near = await quarantine.where(id, ">=", first).where(id, "<=", last).select().get();
  const stale = near.docs.filter((entry) => exported.has(entry.id));
  await inParallel(portions(stale), async (portion) => {
    const commit = firestore.batch();
    for (const { ref } of portion) commit.delete(ref);
    await commit.commit();
  });
};

/** Lowest and highest as Firestore orders ids: by their UTF-8 bytes. */
const endsOf = (ids: readonly RecordId[]): readonly (RecordId | undefined)[] => {
  const inOrder = ids.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return [inOrder[0], inOrder.at(-1)];
};
