import { MemoryAttendanceRegister } from "../../memory/memory-attendance-register.ts";
import { MemoryAttendanceStore } from "../../memory/memory-attendance-store.ts";
import { MemoryConsentStore } from "../../memory/memory-consent-store.ts";
import { MemoryCredentialStore } from "../../memory/memory-credential-store.ts";
import { MemoryDatabase } from "../../memory/memory-database.ts";
import { MemoryExportLedger, type MemoryExportLedgerOptions } from "../../memory/memory-export-ledger.ts";
import { MemoryLinkedSheetStore } from "../../memory/memory-linked-sheet-store.ts";
import { MemorySyncRunLog } from "../../memory/memory-sync-run-log.ts";
import type { ConsentStoreSubject } from "../consent-store-contract.ts";
import type { CredentialStoreSubject } from "../credential-store-contract.ts";
import type { LinkedSheetStoreSubject } from "../linked-sheet-store-contract.ts";
import type { SyncRunLogSubject } from "../sync-run-log-contract.ts";
import type {
  AttendanceBackDoor,
  AttendanceRegisterSubject,
  AttendanceStoreSubject,
} from "./attendance-subject.ts";
import type { ExportLedgerSubject, LedgerBackDoor } from "./export-ledger-subject.ts";
import type { StoreSubject } from "./store-lever.ts";

/** Subjects on the memory adapters, each on a database of its own; what wraps a port, and what breaks one, starts here. */

const parts = (database: MemoryDatabase): StoreSubject => ({
  lever: {
    pull: async (fault) => {
      database.trouble = fault;
    },
    release: async () => {
      database.trouble = undefined;
    },
  },
  close: async () => undefined,
});

const attendanceBackDoor = (database: MemoryDatabase): AttendanceBackDoor => ({
  plant: async (tenantId, records) => {
    for (const record of records) database.tenant(tenantId).records.set(record);
  },
  remove: async (tenantId, recordId) => database.tenant(tenantId).records.delete(recordId),
  records: async (tenantId) => database.tenant(tenantId).records.all(),
  plantQuarantine: async (tenantId, entries) => {
    for (const entry of entries) database.tenant(tenantId).quarantine.set(entry.recordId, entry);
  },
  quarantine: async (tenantId) => [...database.tenant(tenantId).quarantine.values()],
});

const ledgerBackDoor = (database: MemoryDatabase): LedgerBackDoor => ({
  plant: async (state) => {
    database.tenant(state.link.tenantId).state = state;
  },
  state: async (tenantId) => database.tenant(tenantId).state,
  frozenSequences: async (tenantId) =>
    [...database.tenant(tenantId).frozen.keys()].sort((left, right) => left - right),
  closed: async (tenantId) =>
    [...database.tenant(tenantId).closed.values()].sort((left, right) => left.sequence - right.sequence),
});

export const openMemoryAttendanceStore = async (): Promise<AttendanceStoreSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryAttendanceStore(database),
    backDoor: attendanceBackDoor(database),
  };
};

export const openMemoryAttendanceRegister = async (): Promise<AttendanceRegisterSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryAttendanceRegister(database),
    attendance: new MemoryAttendanceStore(database),
    backDoor: attendanceBackDoor(database),
  };
};

export const openMemoryExportLedger = async (
  options: MemoryExportLedgerOptions = {},
): Promise<ExportLedgerSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryExportLedger(database, options),
    peer: new MemoryExportLedger(database, options),
    backDoor: ledgerBackDoor(database),
  };
};

export const openMemoryLinkedSheetStore = async (): Promise<LinkedSheetStoreSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryLinkedSheetStore(database),
    ledger: new MemoryExportLedger(database),
    backDoor: { plant: ledgerBackDoor(database).plant },
  };
};

export const openMemorySyncRunLog = async (): Promise<SyncRunLogSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemorySyncRunLog(database),
    backDoor: {
      plant: async (run) => {
        database.tenant(run.tenantId).runs.set(run.runId, run);
      },
      runs: async (tenantId) => [...database.tenant(tenantId).runs.values()],
    },
  };
};

export const openMemoryCredentialStore = async (): Promise<CredentialStoreSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryCredentialStore(database),
    backDoor: {
      kept: async (tenantId) =>
        [...database.tenant(tenantId).credentials]
          .sort(([left], [right]) => left - right)
          .map(([, sealed]) => sealed),
    },
  };
};

export const openMemoryConsentStore = async (): Promise<ConsentStoreSubject> => {
  const database = new MemoryDatabase();
  return {
    ...parts(database),
    port: new MemoryConsentStore(database),
    peer: new MemoryConsentStore(database),
    backDoor: { kept: async () => [...database.consents.values()] },
  };
};
