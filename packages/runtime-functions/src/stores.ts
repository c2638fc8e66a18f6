import {
  FirestoreAttendanceRegister,
  FirestoreAttendanceStore,
  FirestoreConsentStore,
  FirestoreCredentialStore,
  FirestoreExportLedger,
  FirestoreLinkedSheetStore,
  FirestoreSyncRunLog,
} from "@attendance-export/adapter-firestore";
import { DAY_MS } from "@attendance-export/core";
import type { Firestore } from "firebase-admin/firestore";

/** A year, and a month to compare it with the last one. */
const RUNS_KEPT_MS = 400 * DAY_MS;

/** The stores as they are; each piece of work wraps what it needs in its own guard. */
export const openStores = (firestore: Firestore) => ({
  register: new FirestoreAttendanceRegister(firestore),
  attendance: new FirestoreAttendanceStore(firestore),
  ledger: new FirestoreExportLedger(firestore),
  links: new FirestoreLinkedSheetStore(firestore),
  runs: new FirestoreSyncRunLog(firestore, RUNS_KEPT_MS),
  credentials: new FirestoreCredentialStore(firestore),
  consents: new FirestoreConsentStore(firestore),
});

export type Stores = ReturnType<typeof openStores>;
