import type { StatementSync } from "node:sqlite";
import type { CredentialStore, Grant, SealedCredential } from "@attendance-export/core";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedText } from "./stored-json.ts";

/** Sealed credentials; whoever can read the file can read them, and needs the key to open them. */
export class SqliteCredentialStore implements CredentialStore {
  readonly #database: SqliteDatabase;
  readonly #keep: StatementSync;
  readonly #find: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#keep = database.prepare(
      "INSERT OR REPLACE INTO credential (tenant, version, key_id, nonce, ciphertext) VALUES (?, ?, ?, ?, ?)",
    );
    this.#find = database.prepare(
      "SELECT key_id, nonce, ciphertext FROM credential WHERE tenant = ? AND version = ?",
    );
    this.#forget = database.prepare("DELETE FROM credential WHERE tenant = ? AND version = ?");
  }

  keep({ tenantId, version }: Grant, { keyId, nonce, ciphertext }: SealedCredential): Promise<void> {
    return this.#database.write(() => {
      this.#keep.run(tenantId, version, keyId, nonce, ciphertext);
    });
  }

  find({ tenantId, version }: Grant): Promise<SealedCredential | undefined> {
    return this.#database.read(() => {
      const row = this.#find.get(tenantId, version);
      return (
        row && {
          keyId: storedText(row.key_id),
          nonce: storedText(row.nonce),
          ciphertext: storedText(row.ciphertext),
        }
      );
    });
  }

  forget({ tenantId, version }: Grant): Promise<void> {
    return this.#database.write(() => {
      this.#forget.run(tenantId, version);
    });
  }
}
