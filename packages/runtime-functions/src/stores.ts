import {
  FirestoreAttendanceStore,
  FirestoreConsentStore,
  FirestoreCredentialStore,
  FirestoreExportLedger,
  FirestoreLinkedSheetStore,
  FirestoreSyncRunLog,
} from "@attendance-export/adapter-firestore";
import type { Firestore } from "firebase-admin/firestore";

/** The stores as they are; each piece of work wraps what it needs in its own guard. */
export const openStores = (firestore: Firestore) => ({
  attendance: new FirestoreAttendanceStore(firestore),
  ledger: new FirestoreExportLedger(firestore),
  links: new FirestoreLinkedSheetStore(firestore),
  runs: new FirestoreSyncRunLog(firestore),
  credentials: new FirestoreCredentialStore(firestore),
  consents: new FirestoreConsentStore(firestore),
});

export type Stores = ReturnType<typeof openStores>;
