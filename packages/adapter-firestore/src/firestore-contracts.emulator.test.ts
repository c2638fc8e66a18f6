import {
  attendanceRegisterContract,
  attendanceStoreContract,
  consentStoreContract,
  credentialStoreContract,
  exportLedgerContract,
  linkedSheetStoreContract,
  syncRunLogContract,
  verify,
} from "@attendance-export/core/contract";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { firestoreSubjects } from "../test/firestore-subject.ts";

const emulator = await testEmulator("firestore");
const open = firestoreSubjects(emulator.host);

verify(emulator, exportLedgerContract, { adapter: "FirestoreExportLedger", open: open.exportLedger });
verify(emulator, attendanceStoreContract, {
  adapter: "FirestoreAttendanceStore",
  open: open.attendanceStore,
});
verify(emulator, attendanceRegisterContract, {
  adapter: "FirestoreAttendanceRegister",
  open: open.attendanceRegister,
});
verify(emulator, linkedSheetStoreContract, {
  adapter: "FirestoreLinkedSheetStore",
  open: open.linkedSheetStore,
});
verify(emulator, syncRunLogContract, { adapter: "FirestoreSyncRunLog", open: open.syncRunLog });
verify(emulator, credentialStoreContract, {
  adapter: "FirestoreCredentialStore",
  open: open.credentialStore,
});
verify(emulator, consentStoreContract, { adapter: "FirestoreConsentStore", open: open.consentStore });
