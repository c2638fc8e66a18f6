import { canonicalDraft, type PutOutcome, type RecordDraft } from "@attendance-export/core";
import type { CollectionReference, DocumentSnapshot, Firestore, WriteBatch } from "firebase-admin/firestore";
import { inParallel } from "./in-parallel.ts";
import { commitUnlessOvertaken, optimistically } from "./optimistically.ts";
import { portions } from "./portions.ts";
import { recordIn, storedDraft, storedMark } from "./stored-record.ts";

/** A document's fields have names and types beside what JSON has; more than it ever came to. */
const bytesOf = (draft: RecordDraft): number => 500 + 2 * Buffer.byteLength(canonicalDraft(draft));

type Change = "added" | "changed" | "unchanged";

/** Keeps the drafts in commits of a bounded size, each decided on the versions that it was read from. */
export const putDrafts = async (
  firestore: Firestore,
  attendance: CollectionReference,
  drafts: readonly RecordDraft[],
): Promise<PutOutcome> => {
  // The later of two drafts with one id counts.
  const latest = [...new Map(drafts.map((draft) => [draft.id, draft])).values()];
  const changes = await inParallel(portions(latest, bytesOf), (portion) =>
    optimistically(() => putPortion(firestore, attendance, portion)),
  );
  const count = (wanted: Change): number => changes.flat().filter((change) => change === wanted).length;
  const [added, changed] = [count("added"), count("changed")];
  return { added, changed, unchanged: drafts.length - added - changed };
};

const putPortion = async (
  firestore: Firestore,
  attendance: CollectionReference,
  drafts: readonly RecordDraft[],
): Promise<readonly Change[]> => {
  const kept = await firestore.getAll(...drafts.map(({ id }) => attendance.doc(id)));
  const commit = firestore.batch();
  const changes = drafts.map((draft, index) => {
    const document = kept[index];
    if (document === undefined) throw new Error("Firestore gave fewer answers than asked");
    return put(commit, draft, document);
  });
  if (changes.some((change) => change !== "unchanged")) await commitUnlessOvertaken(commit);
  return changes;
};

const put = (commit: WriteBatch, draft: RecordDraft, document: DocumentSnapshot): Change => {
  const { updateTime } = document;
  if (updateTime === undefined) {
    commit.create(document.ref, { ...storedDraft(draft), revision: 1, ...storedMark(null) });
    return "added";
  }
  const kept = recordIn(document);
  if (canonicalKept(kept) === canonicalDraft(draft)) return "unchanged";
  // The fields of the mark are not among these, so they stay.
  const fields = { ...storedDraft(draft), revision: kept.revision + 1 };
  commit.update(document.ref, fields, { lastUpdateTime: updateTime });
  return "changed";
};

/** What an app wrote that no draft can say equals no draft, and is replaced. */
const canonicalKept = (kept: RecordDraft): string | undefined => {
  const moments = [kept.checkIn, kept.checkOut, kept.approval?.at ?? null];
  return moments.some(Number.isNaN) ? undefined : canonicalDraft(kept);
};
