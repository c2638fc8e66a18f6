import type { SQLOutputValue, StatementSync } from "node:sqlite";
import {
  type ConsentStore,
  type EpochMs,
  type LinkChoice,
  type PendingConsent,
  tenantId,
} from "@attendance-export/core";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson, storedNumber, storedText } from "./stored-json.ts";

/** Consents between question and answer. */
export class SqliteConsentStore implements ConsentStore {
  readonly #database: SqliteDatabase;
  readonly #drop: StatementSync;
  readonly #keep: StatementSync;
  readonly #take: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#drop = database.prepare("DELETE FROM consent WHERE tenant = ? AND expires_at <= ?");
    this.#keep = database.prepare(
      "INSERT OR REPLACE INTO consent (state_digest, tenant, admin, verifier, expires_at, choice) VALUES (?, ?, ?, ?, ?, ?)",
    );
    // Read and removed by one statement: of two at the same time one finds the row.
    this.#take = database.prepare(
      "DELETE FROM consent WHERE state_digest = ? RETURNING state_digest, tenant, admin, verifier, expires_at, choice",
    );
  }

  keep(consent: PendingConsent, now: EpochMs): Promise<void> {
    const { stateDigest, tenantId, adminId, verifier, expiresAt } = consent;
    const choice = consent.choice === null ? null : JSON.stringify(consent.choice);
    return this.#database.write(() => {
      this.#drop.run(tenantId, now);
      this.#keep.run(stateDigest, tenantId, adminId, verifier, expiresAt, choice);
    });
  }

  take(stateDigest: string): Promise<PendingConsent | undefined> {
    return this.#database.write(() => {
      const row = this.#take.get(stateDigest);
      return row && consentIn(row);
    });
  }
}

/** A row as it was kept. */
export const consentIn = (row: Readonly<Record<string, SQLOutputValue>>): PendingConsent => ({
  stateDigest: storedText(row.state_digest),
  tenantId: tenantId(storedText(row.tenant)),
  adminId: storedText(row.admin),
  verifier: storedText(row.verifier),
  expiresAt: storedNumber(row.expires_at),
  choice: row.choice === null ? null : storedJson<LinkChoice>(row.choice),
});
