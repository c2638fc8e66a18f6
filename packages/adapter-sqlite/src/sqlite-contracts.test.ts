import { DatabaseSync } from "node:sqlite";
import { canonicalDraft } from "@attendance-export/core";
import {
  type AttendanceBackDoor,
  attendanceRegisterContract,
  attendanceStoreContract,
  consentStoreContract,
  credentialStoreContract,
  exportLedgerContract,
  type LedgerBackDoor,
  linkedSheetStoreContract,
  type StoreFault,
  type StoreSubject,
  syncRunLogContract,
  verify,
} from "@attendance-export/core/contract";
import { describe, it } from "vitest";
import { type Fault, FaultyConnection } from "../test/faulty-connection.ts";
import { temporaryFile } from "../test/temporary-file.ts";
import { openSqliteStore, type SqliteStore, storeOn } from "./open-sqlite-store.ts";
import { consentIn } from "./sqlite-consent-store.ts";
import { storedJson, storedNumber, storedText } from "./stored-json.ts";
import { linkStateIn } from "./stored-link.ts";
import { storedRecordIn } from "./stored-record.ts";

/** The store on a connection that can fail, the same store through another connection, and a third one for the back door. */
interface Opened extends StoreSubject {
  readonly store: SqliteStore;
  readonly peer: SqliteStore;
  readonly sql: DatabaseSync;
}

const faults: Readonly<Record<StoreFault["code"], Omit<Fault, "when">>> = {
  "store-unavailable": { errcode: 5, message: "database is locked" },
  "store-full": { errcode: 13, message: "database or disk is full" },
  "store-misconfigured": { errcode: 8, message: "attempt to write a readonly database" },
};

const open = (): Opened => {
  const file = temporaryFile();
  const connection = new FaultyConnection(file.path);
  const store = storeOn(connection, { file: file.path, lockTimeoutMs: 0 });
  const peer = openSqliteStore(file.path);
  const sql = new DatabaseSync(file.path);
  return {
    store,
    peer,
    sql,
    lever: {
      pull: async ({ code, when }) => {
        connection.fault = { ...faults[code], when };
      },
      release: async () => {
        connection.fault = undefined;
      },
    },
    close: async () => {
      store.close();
      peer.close();
      sql.close();
      file.remove();
    },
  };
};

const attendanceBackDoor = (sql: DatabaseSync): AttendanceBackDoor => ({
  plant: async (tenantId, records) => {
    const insert = sql.prepare("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sql.exec("BEGIN IMMEDIATE");
    for (const { record, mark } of records)
      insert.run(
        tenantId,
        record.id,
        record.date,
        record.status === "approved" ? 1 : 0,
        record.revision,
        canonicalDraft(record),
        mark?.exportedAt ?? null,
        mark?.batch ?? null,
        mark?.revision ?? null,
      );
    sql.exec("COMMIT");
  },
  remove: async (tenantId, id) => {
    sql.prepare("DELETE FROM record WHERE tenant = ? AND id = ?").run(tenantId, id);
  },
  records: async (tenantId) =>
    sql.prepare("SELECT * FROM record WHERE tenant = ?").all(tenantId).map(storedRecordIn),
  plantQuarantine: async (tenantId, entries) => {
    for (const entry of entries)
      sql
        .prepare("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)")
        .run(tenantId, entry.recordId, entry.revision, JSON.stringify(entry));
  },
  quarantine: async (tenantId) =>
    sql
      .prepare("SELECT entry FROM quarantine WHERE tenant = ?")
      .all(tenantId)
      .map(({ entry }) => storedJson(entry)),
});

const ledgerBackDoor = (sql: DatabaseSync): LedgerBackDoor => ({
  plant: async ({ link, ledger }) => {
    const { enabled, nextPollAt } = link.polling;
    sql
      .prepare("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)")
      .run(link.tenantId, JSON.stringify(link), JSON.stringify(ledger), enabled ? nextPollAt : null);
  },
  state: async (tenantId) => linkStateIn(sql.prepare("SELECT * FROM link WHERE tenant = ?").get(tenantId)),
  frozenSequences: async (tenantId) =>
    sql
      .prepare(
        `SELECT sequence FROM frozen_batch WHERE tenant = ?1
         UNION SELECT sequence FROM frozen_part WHERE tenant = ?1 ORDER BY sequence`,
      )
      .all(tenantId)
      .map(({ sequence }) => storedNumber(sequence)),
  closed: async (tenantId) =>
    sql
      .prepare("SELECT batch FROM closed_batch WHERE tenant = ? ORDER BY sequence")
      .all(tenantId)
      .map(({ batch }) => storedJson(batch)),
});

const runner = { describe, it };

verify(runner, attendanceStoreContract, {
  adapter: "SqliteAttendanceStore",
  open: async () => {
    const { store, sql, ...rest } = open();
    return { ...rest, port: store.attendance, backDoor: attendanceBackDoor(sql) };
  },
});

verify(runner, attendanceRegisterContract, {
  adapter: "SqliteAttendanceRegister",
  open: async () => {
    const { store, sql, ...rest } = open();
    return { ...rest, port: store.register, attendance: store.attendance, backDoor: attendanceBackDoor(sql) };
  },
});

verify(runner, exportLedgerContract, {
  adapter: "SqliteExportLedger",
  open: async () => {
    const { store, peer, sql, ...rest } = open();
    return { ...rest, port: store.ledger, peer: peer.ledger, backDoor: ledgerBackDoor(sql) };
  },
});

verify(runner, linkedSheetStoreContract, {
  adapter: "SqliteLinkedSheetStore",
  open: async () => {
    const { store, sql, ...rest } = open();
    return {
      ...rest,
      port: store.links,
      ledger: store.ledger,
      backDoor: { plant: ledgerBackDoor(sql).plant },
    };
  },
});

verify(runner, syncRunLogContract, {
  adapter: "SqliteSyncRunLog",
  open: async () => {
    const { store, sql, ...rest } = open();
    return {
      ...rest,
      port: store.runs,
      backDoor: {
        plant: async (run) => {
          sql
            .prepare("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?)")
            .run(
              run.tenantId,
              run.runId,
              run.startedAt,
              run.status === "running" ? 0 : 1,
              JSON.stringify(run),
            );
        },
        runs: async (tenantId) =>
          sql
            .prepare("SELECT run FROM run WHERE tenant = ?")
            .all(tenantId)
            .map(({ run }) => storedJson(run)),
      },
    };
  },
});

verify(runner, credentialStoreContract, {
  adapter: "SqliteCredentialStore",
  open: async () => {
    const { store, sql, ...rest } = open();
    return {
      ...rest,
      port: store.credentials,
      backDoor: {
        kept: async (tenantId) =>
          sql
            .prepare("SELECT key_id, nonce, ciphertext FROM credential WHERE tenant = ? ORDER BY version")
            .all(tenantId)
            .map((row) => ({
              keyId: storedText(row.key_id),
              nonce: storedText(row.nonce),
              ciphertext: storedText(row.ciphertext),
            })),
      },
    };
  },
});

verify(runner, consentStoreContract, {
  adapter: "SqliteConsentStore",
  open: async () => {
    const { store, peer, sql, ...rest } = open();
    return {
      ...rest,
      port: store.consents,
      peer: peer.consents,
      backDoor: { kept: async () => sql.prepare("SELECT * FROM consent").all().map(consentIn) },
    };
  },
});
