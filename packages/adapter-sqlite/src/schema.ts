import type { DatabaseSync } from "node:sqlite";
import { PortFailure } from "@attendance-export/core";

/** "AttX": marks the file as ours, so that no other program's database is given our tables. */
const APPLICATION_ID = 0x41747458;

/**
 * Texts are compared by their UTF-8 bytes (BINARY), which is code point order. What is searched for has a column; the rest is
 * JSON, which keeps half a surrogate pair, as SQLite's own texts do not.
 */
const firstSchema = `
  -- With rowids, in the order in which they came: kept in the order of their ids, most writes would touch a page each.
  CREATE TABLE record (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    date TEXT NOT NULL,
    approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
    revision INTEGER NOT NULL,
    draft TEXT NOT NULL,
    exported_at INTEGER,
    export_batch INTEGER,
    exported_revision INTEGER,
    PRIMARY KEY (tenant, id),
    CHECK ((exported_at IS NULL) = (export_batch IS NULL)),
    CHECK ((exported_at IS NULL) = (exported_revision IS NULL))
  ) STRICT;
  CREATE INDEX record_backlog ON record (tenant, date, id) WHERE approved = 1 AND exported_at IS NULL;
  -- All that a tally counts, so that it reads no record.
  CREATE INDEX record_standing ON record (tenant, approved, exported_at, revision, exported_revision);

  CREATE TABLE quarantine (
    tenant TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (tenant, record_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE link (
    tenant TEXT PRIMARY KEY,
    link TEXT NOT NULL,
    ledger TEXT NOT NULL,
    -- The next slot; null while polling is off.
    due_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX link_due ON link (due_at, tenant) WHERE due_at IS NOT NULL;

  CREATE TABLE frozen_batch (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (tenant, sequence)
  ) STRICT, WITHOUT ROWID;
  -- With rowids: rows as large as these would leave a tree of keys one entry a page.
  CREATE TABLE frozen_part (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    part INTEGER NOT NULL,
    rows TEXT NOT NULL,
    PRIMARY KEY (tenant, sequence, part),
    FOREIGN KEY (tenant, sequence) REFERENCES frozen_batch ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE closed_batch (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    batch TEXT NOT NULL,
    PRIMARY KEY (tenant, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE run (
    tenant TEXT NOT NULL,
    run_id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    run TEXT NOT NULL,
    PRIMARY KEY (tenant, run_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_newest ON run (tenant, started_at DESC, run_id DESC);

  CREATE TABLE credential (
    tenant TEXT NOT NULL,
    version INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    ciphertext TEXT NOT NULL,
    PRIMARY KEY (tenant, version)
  ) STRICT, WITHOUT ROWID;
`;

/** By the digest alone: whoever comes back with a state names no tenant that can be trusted. */
const consents = `
  CREATE TABLE consent (
    state_digest TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    admin TEXT NOT NULL,
    verifier TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX consent_expiry ON consent (tenant, expires_at);
`;

/** The history by outcome: without it, a page of the few failed runs would look through all the good ones. */
const runsByStatus = `
  CREATE INDEX run_status ON run (tenant, run ->> '$.status', started_at DESC, run_id DESC);
`;

/** A consent may be asked for in order to link: then it remembers to what, as JSON. */
const consentChoices = "ALTER TABLE consent ADD COLUMN choice TEXT;";

/** What takes a database from one version to the next: the entry at index n makes version n + 1. Never edited, only added to. */
export const migrations: readonly string[] = [firstSchema, consents, runsByStatus, consentChoices];

/** Brings a database to this program's version, in one transaction; refuses what is not ours and what is newer. */
export const migrate = (
  connection: DatabaseSync,
  file: string,
  steps: readonly string[] = migrations,
): void => {
  // Asked before any lock is taken: opening a database that is up to date must not wait for a writer.
  if (versionOf(connection, file, steps) === steps.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    // Asked again: another process may have migrated it while this one waited for the lock.
    for (const step of steps.slice(versionOf(connection, file, steps))) connection.exec(step);
    connection.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}; COMMIT`,
    );
  } catch (thrown) {
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw thrown;
  }
};

const versionOf = (connection: DatabaseSync, file: string, steps: readonly string[]): number => {
  const number = (sql: string): number => Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
  const version = number("PRAGMA user_version");
  const isOurs = number("PRAGMA application_id") === APPLICATION_ID;
  if (!isOurs && number("SELECT count(*) FROM sqlite_schema") > 0)
    throw new PortFailure(
      "store-misconfigured",
      `The file ${file} is the database of another program. Name another file; this one was left as it is.`,
    );
  if (isOurs && version > steps.length)
    throw new PortFailure(
      "store-misconfigured",
      `The store ${file} has schema version ${version}, but this program knows only up to ${steps.length}. ` +
        "Update the program; the file was left as it is.",
    );
  return isOurs ? version : 0;
};
