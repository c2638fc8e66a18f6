import type {
  AttendanceRegister,
  PutOutcome,
  RecordDraft,
  RecordId,
  RegisterPage,
  StoredRecord,
  Tally,
  TenantId,
} from "@attendance-export/core";
import { FieldPath, type Firestore } from "firebase-admin/firestore";
import { filledPage } from "./filled-page.ts";
import { inFirestore } from "./firestore-failure.ts";
import { inParallel } from "./in-parallel.ts";
import { portions } from "./portions.ts";
import { putDrafts } from "./put-drafts.ts";
import { storedRecordIn } from "./stored-record.ts";
import { tallyRecords } from "./tally-records.ts";
import { TenantDocuments } from "./tenant-documents.ts";

/** The tenant's records as importers, audits and dashboards need them. */
export class FirestoreAttendanceRegister implements AttendanceRegister {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  put(tenantId: TenantId, drafts: readonly RecordDraft[]): Promise<PutOutcome> {
    const { attendance } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(() => putDrafts(this.#firestore, attendance, drafts));
  }

  byId(tenantId: TenantId, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
    const { attendance } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      const wanted = [...new Set(ids)].map((id) => attendance.doc(id));
      const found = await inParallel(portions(wanted), (some) => this.#firestore.getAll(...some));
      return found
        .flat()
        .filter((document) => document.exists)
        .map(storedRecordIn);
    });
  }

  /**
   * Reads all records in the order of their ids and gives those with a mark: an index in that order of the marked ones alone
   * does not exist, and the field it would need is one more that every writer must keep right. Most records are marked.
   */
  exported(tenantId: TenantId, { after, limit }: RegisterPage): Promise<readonly StoredRecord[]> {
    const { attendance } = new TenantDocuments(this.#firestore, tenantId);
    const byId = attendance.orderBy(FieldPath.documentId());
    return inFirestore(() =>
      filledPage({
        from: after === undefined ? byId : byId.startAfter(after),
        limit,
        itemIn: (document) => {
          const stored = storedRecordIn(document);
          return stored.mark === null ? undefined : stored;
        },
      }),
    );
  }

  tally(tenantId: TenantId): Promise<Tally> {
    return inFirestore(() => tallyRecords(this.#firestore, new TenantDocuments(this.#firestore, tenantId)));
  }
}
