import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import {
  type AttendanceRegister,
  type AttendanceStore,
  type ConsentStore,
  type CredentialStore,
  type ExportLedger,
  type LinkedSheetStore,
  PortFailure,
  type SyncRunLog,
} from "@attendance-export/core";
import { migrate } from "./schema.ts";
import { SqliteAttendanceRegister } from "./sqlite-attendance-register.ts";
import { SqliteAttendanceStore } from "./sqlite-attendance-store.ts";
import { SqliteConsentStore } from "./sqlite-consent-store.ts";
import { SqliteCredentialStore } from "./sqlite-credential-store.ts";
import { SqliteDatabase } from "./sqlite-database.ts";
import { SqliteExportLedger } from "./sqlite-export-ledger.ts";
import { SqliteLinkedSheetStore } from "./sqlite-linked-sheet-store.ts";
import { SqliteSyncRunLog } from "./sqlite-sync-run-log.ts";
import { translateFailure } from "./translate-failure.ts";

/** Every store port on one file. */
export interface SqliteStore {
  readonly attendance: AttendanceStore;
  readonly register: AttendanceRegister;
  readonly ledger: ExportLedger;
  readonly links: LinkedSheetStore;
  readonly runs: SyncRunLog;
  readonly credentials: CredentialStore;
  readonly consents: ConsentStore;
  /** Calls that come later are `store-unavailable`. Closing twice is harmless. */
  close(): void;
}

export interface SqliteStoreOptions {
  /** How long a call waits for another process's transaction before it is `store-unavailable`. 5,000 by default. */
  readonly lockTimeoutMs?: number;
  /** Rows of the history older than this go when their tenant's next run begins. For ever by default. */
  readonly runsKeptMs?: number | undefined;
}

/** How SQLite itself waits, in the middle of a call: short, for it holds up the event loop; longer waits are ours. */
const BLOCKING_WAIT_MS = 10;

const OWNER_ONLY = 0o600;

/** Holds the inner pages of the indexes of some hundred thousand records. */
const CACHE_KIB = 16_384;
/** The log grows to 16 MB before it is carried over into the file: at SQLite's 4 MB, an import does little else. */
const PAGES_IN_LOG = 4_000;

/**
 * Opens the store in that file, made on first use, its schema brought up to date. Any number of processes of one machine
 * may have it open. Throws a `PortFailure` that names the file and says what to do.
 */
export const openSqliteStore = (
  file: string,
  { lockTimeoutMs = 5_000, runsKeptMs }: SqliteStoreOptions = {},
): SqliteStore => {
  try {
    makeForOwnerAlone(file);
    // Opening is done once and synchronously, so here SQLite waits for as long as it takes.
    return storeOn(new DatabaseSync(file, { timeout: lockTimeoutMs }), { file, lockTimeoutMs, runsKeptMs });
  } catch (thrown) {
    throw translateFailure(thrown, file);
  }
};

/** A new file, and with it its log, may be read and written by its owner alone; SQLite would let everybody read it. */
const makeForOwnerAlone = (file: string): void => {
  if (file === ":memory:") return;
  try {
    closeSync(openSync(file, "wx", OWNER_ONLY));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      throw new PortFailure(
        "store-misconfigured",
        `The store ${file} cannot be made (${code}). Its folder must exist and be writable for this process's user.`,
        { cause },
      );
  }
};

interface StoreSettings {
  readonly file: string;
  readonly lockTimeoutMs: number;
  readonly runsKeptMs?: number | undefined;
}

/** The store on a connection that waits for locks as long as opening may take. Takes it over: closes it if opening fails. */
export const storeOn = (
  connection: DatabaseSync,
  { file, lockTimeoutMs, runsKeptMs }: StoreSettings,
): SqliteStore => {
  try {
    // Not with the journal changed first: a file of another program must be left as it was.
    migrate(connection, file);
    // Write-ahead log: readers and the one writer do not wait for each other.
    // FULL: a batch that was planned must outlive a power cut before its rows are sent.
    connection.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -${CACHE_KIB};
      PRAGMA wal_autocheckpoint = ${PAGES_IN_LOG};
      PRAGMA busy_timeout = ${BLOCKING_WAIT_MS};
    `);
    const database = new SqliteDatabase(connection, { file, lockTimeoutMs });
    return {
      attendance: new SqliteAttendanceStore(database),
      register: new SqliteAttendanceRegister(database),
      ledger: new SqliteExportLedger(database),
      links: new SqliteLinkedSheetStore(database),
      runs: new SqliteSyncRunLog(database, runsKeptMs),
      credentials: new SqliteCredentialStore(database),
      consents: new SqliteConsentStore(database),
      close: () => database.close(),
    };
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
};
