import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "@attendance-export/adapter-sqlite";
import type {
  AttendanceRegister,
  AttendanceStore,
  ConsentStore,
  CredentialStore,
  ExportLedger,
  LinkedSheetStore,
  SyncRunLog,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";

/** Every store port, whatever is behind it. */
export interface Stores {
  readonly attendance: AttendanceStore;
  readonly register: AttendanceRegister;
  readonly ledger: ExportLedger;
  readonly links: LinkedSheetStore;
  readonly runs: SyncRunLog;
  readonly credentials: CredentialStore;
  readonly consents: ConsentStore;
  close(): void;
}

export const storeKinds = ["memory", "sqlite"] as const;
export type StoreKind = (typeof storeKinds)[number];

/** Memory that looks like a folder, where there is one: here the order of events counts, not that a disk keeps them. */
const MEMORY_FOLDER = "/dev/shm";
const usualFolder = (): string => (existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir());

/** A fresh store. SQLite's file lies in the folder and goes when the store is closed. */
export const openStores = (kind: StoreKind, folder = usualFolder()): Stores => {
  if (kind === "memory") {
    const { attendance, register, ledger, links, runs, credentials, consents } = openMemoryAdapters();
    return {
      ...{ attendance, register, ledger, links, runs, credentials, consents },
      close: () => undefined,
    };
  }
  const path = mkdtempSync(join(folder, "attendance-proofs-"));
  const store = openSqliteStore(join(path, "store.db"));
  return {
    ...store,
    close: () => {
      store.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
};
