import type { ExportedBatch } from "@attendance-export/core";
import type { CollectionReference, DocumentReference, Firestore } from "firebase-admin/firestore";
import { inParallel } from "./in-parallel.ts";
import { commitUnlessOvertaken, optimistically } from "./optimistically.ts";
import { portions } from "./portions.ts";
import { storedMark } from "./stored-record.ts";

/**
 * Marks the batch's records in commits of a bounded size, a few at a time.
 *
 * Each portion is read first, for Firestore has no condition such as "if the field is null". The version that was read is
 * then the condition of the write, so that neither an edit nor a mark that comes between is overwritten.
 */
export const markRecords = async (
  firestore: Firestore,
  attendance: CollectionReference,
  { sequence, exportedAt, records }: ExportedBatch,
): Promise<void> => {
  const marks = records.map(({ recordId, revision }) => ({
    record: attendance.doc(recordId),
    mark: storedMark({ exportedAt, batch: sequence, revision }),
  }));
  await inParallel(portions(marks), (portion) =>
    optimistically(async () => {
      const unmarked = await unmarkedAmong(
        firestore,
        portion.map(({ record }) => record),
      );
      const commit = firestore.batch();
      let writes = 0;
      for (const { record, mark } of portion) {
        const lastUpdateTime = unmarked.get(record.id);
        if (lastUpdateTime === undefined) continue;
        commit.update(record, mark, { lastUpdateTime });
        writes += 1;
      }
      if (writes > 0) await commitUnlessOvertaken(commit);
    }),
  );
};

/** The versions of those that exist and have no mark, by id. */
const unmarkedAmong = async (firestore: Firestore, records: readonly DocumentReference[]) => {
  const read = await firestore.getAll(...records, { fieldMask: ["exportedAt"] });
  return new Map(
    read
      .filter((document) => document.exists && (document.get("exportedAt") ?? null) === null)
      .map(({ id, updateTime }) => [id, updateTime]),
  );
};
