import type {
  AttendanceRecord,
  AttendanceStore,
  BacklogRequest,
  ExportedBatch,
  QuarantinedRecord,
  TenantId,
} from "@attendance-export/core";
import { FieldPath, type Firestore } from "firebase-admin/firestore";
import { inFirestore } from "./firestore-failure.ts";
import { inParallel } from "./in-parallel.ts";
import { markRecords } from "./mark-records.ts";
import { portions } from "./portions.ts";
import { releaseRecords } from "./release-records.ts";
import { quarantinedIn, storedQuarantined } from "./stored-quarantined.ts";
import { recordIn } from "./stored-record.ts";
import { TenantDocuments } from "./tenant-documents.ts";

/** The tenant's records as the export needs them, in the documents that the tenant's own app writes. */
export class FirestoreAttendanceStore implements AttendanceStore {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  backlog(tenantId: TenantId, { after, limit }: BacklogRequest): Promise<readonly AttendanceRecord[]> {
    const { attendance } = new TenantDocuments(this.#firestore, tenantId);
    const inOrder = attendance
      .where("status", "==", "approved")
      .where("exportedAt", "==", null)
      .orderBy("date")
      // Firestore orders ids by their UTF-8 bytes, which is the order of their code points.
      .orderBy(FieldPath.documentId());
    const from = after === undefined ? inOrder : inOrder.startAfter(after.date, after.recordId);
    return inFirestore(async () => (await from.limit(limit).get()).docs.map(recordIn));
  }

  markExported(tenantId: TenantId, batch: ExportedBatch): Promise<void> {
    const { attendance, quarantine } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      await markRecords(this.#firestore, attendance, batch);
      // After the marks: a record without one must not lose the reason why it is kept back.
      await releaseRecords(this.#firestore, quarantine, batch);
    });
  }

  setAside(tenantId: TenantId, records: readonly QuarantinedRecord[]): Promise<void> {
    const { quarantine } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      await inParallel(portions(records), async (portion) => {
        const commit = this.#firestore.batch();
        for (const entry of portion) commit.set(quarantine.doc(entry.recordId), storedQuarantined(entry));
        await commit.commit();
      });
    });
  }

  quarantine(tenantId: TenantId, limit: number): Promise<readonly QuarantinedRecord[]> {
    const { quarantine } = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      const entries = await quarantine.orderBy(FieldPath.documentId()).limit(limit).get();
      return entries.docs.map(quarantinedIn);
    });
  }
}
