import { describe, it } from "vitest";
import { attendanceRegisterContract } from "../contract/attendance-register-contract.ts";
import { attendanceStoreContract } from "../contract/attendance-store-contract.ts";
import { verify } from "../contract/contract.ts";
import { credentialStoreContract } from "../contract/credential-store-contract.ts";
import { exportLedgerContract } from "../contract/export-ledger-contract.ts";
import { linkedSheetStoreContract } from "../contract/linked-sheet-store-contract.ts";
import {
  openMemoryAttendanceRegister,
  openMemoryAttendanceStore,
  openMemoryCredentialStore,
  openMemoryExportLedger,
  openMemoryLinkedSheetStore,
  openMemorySyncRunLog,
} from "../contract/store/memory-store-subject.ts";
import { syncRunLogContract } from "../contract/sync-run-log-contract.ts";

const runner = { describe, it };

verify(runner, attendanceStoreContract, {
  adapter: "MemoryAttendanceStore",
  open: openMemoryAttendanceStore,
});
verify(runner, attendanceRegisterContract, {
  adapter: "MemoryAttendanceRegister",
  open: openMemoryAttendanceRegister,
});
verify(runner, exportLedgerContract, {
  adapter: "MemoryExportLedger",
  open: openMemoryExportLedger,
});
verify(runner, exportLedgerContract, {
  adapter: "MemoryExportLedger that runs each transition again",
  open: () => openMemoryExportLedger({ rerunTransitions: true }),
});
verify(runner, linkedSheetStoreContract, {
  adapter: "MemoryLinkedSheetStore",
  open: openMemoryLinkedSheetStore,
});
verify(runner, syncRunLogContract, {
  adapter: "MemorySyncRunLog",
  open: openMemorySyncRunLog,
});
verify(runner, credentialStoreContract, {
  adapter: "MemoryCredentialStore",
  open: openMemoryCredentialStore,
});
