import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialStore, SealedCredential } from "../ports/credentials.ts";
import type { MemoryDatabase } from "./memory-database.ts";

/** Sealed credentials, kept in memory. */
export class MemoryCredentialStore implements CredentialStore {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  keep({ tenantId, version }: Grant, sealed: SealedCredential): Promise<void> {
    return this.#database.call(() => {
      this.#database.tenant(tenantId).credentials.set(version, sealed);
    });
  }

  find({ tenantId, version }: Grant): Promise<SealedCredential | undefined> {
    return this.#database.call(() => this.#database.tenant(tenantId).credentials.get(version));
  }

  forget({ tenantId, version }: Grant): Promise<void> {
    return this.#database.call(() => {
      this.#database.tenant(tenantId).credentials.delete(version);
    });
  }
}
