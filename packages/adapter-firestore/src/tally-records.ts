import type { StoredRecord, Tally } from "@attendance-export/core";
import {
  type CollectionReference,
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
} from "firebase-admin/firestore";
import { portions } from "./portions.ts";
import { storedRecordIn } from "./stored-record.ts";
import type { TenantDocuments } from "./tenant-documents.ts";

/** Costs one read a thousand index entries, at least one, and never grows with the size of the records. */
const count = async (query: Query): Promise<number> => (await query.count().get()).data().count;

/**
 * How the tenant's records stand, by counting index entries: five counts, one pair of small queries for each revision that
 * was ever exported, and the records in quarantine themselves. Not of one moment.
 */
export const tallyRecords = async (
  firestore: Firestore,
  { attendance, quarantine }: TenantDocuments,
): Promise<Tally> => {
  const approved = attendance.where("status", "==", "approved");
  const [records, approvedCount, backlog, exported, corrected, quarantined] = await Promise.all([
    count(attendance),
    count(approved),
    // Ordered as the backlog is, so that its index answers and not a merge of two.
    count(approved.where("exportedAt", "==", null).orderBy("date")),
    count(attendance.where("exportedAt", "!=", null)),
    countCorrected(attendance),
    countQuarantined(firestore, attendance, quarantine),
  ]);
  return { records, approved: approvedCount, backlog, exported, quarantined, corrected };
};

/**
 * Records changed since they were exported. Firestore compares no field with another one, but few different revisions were
 * ever exported: most records once, as their first. So each such revision is looked for, and its newer records counted.
 */
const countCorrected = async (attendance: CollectionReference): Promise<number> => {
  let corrected = 0;
  for (let revision = 0; ; ) {
    const next = await attendance
      .where("exportedRevision", ">", revision)
      .orderBy("exportedRevision")
      .limit(1)
      .select("exportedRevision")
      .get();
    const [found] = next.docs;
    if (found === undefined) return corrected;
    revision = Number(found.get("exportedRevision"));
    corrected += await count(
      attendance.where("exportedRevision", "==", revision).where("revision", ">", revision),
    );
  }
};

/** Entries whose record is in the backlog as it was when it was set aside. */
const countQuarantined = async (
  firestore: Firestore,
  attendance: CollectionReference,
  quarantine: CollectionReference,
): Promise<number> => {
  let counted = 0;
  for await (const entries of pagesOf(quarantine)) {
    const revisions = new Map(entries.map((entry) => [entry.id, Number(entry.get("revision"))]));
    const records = entries.map(({ id }) => attendance.doc(id));
    const mask = { fieldMask: ["status", "exportedAt", "revision"] };
    for (const some of portions(records))
      for (const document of await firestore.getAll(...some, mask))
        if (document.exists && keptOut(storedRecordIn(document), revisions.get(document.id))) counted += 1;
  }
  return counted;
};

const keptOut = ({ record, mark }: StoredRecord, setAside: number | undefined): boolean =>
  record.status === "approved" && mark === null && record.revision === setAside;

const PAGE = 1_000;

async function* pagesOf(entries: CollectionReference): AsyncGenerator<readonly QueryDocumentSnapshot[]> {
  const inOrder = entries.select("revision").orderBy(FieldPath.documentId()).limit(PAGE);
  for (let page = (await inOrder.get()).docs; ; ) {
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    page = (await inOrder.startAfter(last).get()).docs;
  }
}
