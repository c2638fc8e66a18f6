import {
  attendanceRegisterContract,
  attendanceStoreContract,
  credentialStoreContract,
  exportLedgerContract,
  linkedSheetStoreContract,
  openMemoryAttendanceRegister,
  openMemoryAttendanceStore,
  openMemoryCredentialStore,
  openMemoryExportLedger,
  openMemoryLinkedSheetStore,
  openMemorySyncRunLog,
  syncRunLogContract,
  verify,
} from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { guardedRun } from "../test/guarded-run.ts";
import { resilientAttendanceRegister } from "./resilient-attendance-register.ts";
import { resilientAttendanceStore } from "./resilient-attendance-store.ts";
import { resilientCredentialStore } from "./resilient-credential-store.ts";
import { resilientExportLedger } from "./resilient-export-ledger.ts";
import { resilientLinkedSheetStore } from "./resilient-linked-sheet-store.ts";
import { resilientSyncRunLog } from "./resilient-sync-run-log.ts";
import type { RunGuard } from "./run-guard.ts";

const runner = { describe, it };

/** A store's subject with its port wrapped as in production, waits and all. */
const wrapped =
  <Port, Subject extends { readonly port: Port }>(
    open: () => Promise<Subject>,
    wrap: (port: Port, run: RunGuard) => Port,
  ) =>
  async (): Promise<Subject> => {
    const subject = await open();
    return { ...subject, port: wrap(subject.port, guardedRun()) };
  };

/**
 * No exemption: a store's lever stays pulled until it is released, so that every attempt fails, and where only the answer is
 * lost every attempt has its effect once more. That it changes nothing more is what the ports promise to those who repeat.
 */
describe("store ports, guarded as in production", () => {
  beforeEach(() => {
    vi.useFakeTimers().setTimerTickMode("nextTimerAsync");
  });
  afterEach(() => vi.useRealTimers());

  verify(runner, exportLedgerContract, {
    adapter: "resilientExportLedger",
    open: async () => {
      const subject = await openMemoryExportLedger();
      return {
        ...subject,
        port: resilientExportLedger(subject.port, guardedRun()),
        peer: resilientExportLedger(subject.peer, guardedRun()),
      };
    },
  });
  verify(runner, attendanceStoreContract, {
    adapter: "resilientAttendanceStore",
    open: wrapped(openMemoryAttendanceStore, resilientAttendanceStore),
  });
  verify(runner, attendanceRegisterContract, {
    adapter: "resilientAttendanceRegister",
    open: wrapped(openMemoryAttendanceRegister, resilientAttendanceRegister),
  });
  verify(runner, linkedSheetStoreContract, {
    adapter: "resilientLinkedSheetStore",
    open: wrapped(openMemoryLinkedSheetStore, resilientLinkedSheetStore),
  });
  verify(runner, syncRunLogContract, {
    adapter: "resilientSyncRunLog",
    open: wrapped(openMemorySyncRunLog, resilientSyncRunLog),
  });
  verify(runner, credentialStoreContract, {
    adapter: "resilientCredentialStore",
    open: wrapped(openMemoryCredentialStore, resilientCredentialStore),
  });
});
