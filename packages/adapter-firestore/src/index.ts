export { FirestoreAdminDevices } from "./firestore-admin-devices.ts";
export { FirestoreAttendanceRegister } from "./firestore-attendance-register.ts";
export { FirestoreAttendanceStore } from "./firestore-attendance-store.ts";
export { FirestoreConsentStore } from "./firestore-consent-store.ts";
export { FirestoreCredentialStore } from "./firestore-credential-store.ts";
export { FirestoreExportLedger } from "./firestore-export-ledger.ts";
export { FirestoreLinkedSheetStore } from "./firestore-linked-sheet-store.ts";
export { FirestoreSyncRunLog } from "./firestore-sync-run-log.ts";
export { type OpenFirestoreOptions, openFirestore } from "./open-firestore.ts";
