import type { EpochMs } from "../model/time.ts";
import type { ConsentStore, PendingConsent } from "../ports/consent-store.ts";
import type { MemoryDatabase } from "./memory-database.ts";

/** Consents between question and answer, kept in memory. */
export class MemoryConsentStore implements ConsentStore {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  keep(consent: PendingConsent, now: EpochMs): Promise<void> {
    const { consents } = this.#database;
    return this.#database.call(() => {
      for (const [digest, other] of consents)
        if (other.tenantId === consent.tenantId && other.expiresAt <= now) consents.delete(digest);
      consents.set(consent.stateDigest, consent);
    });
  }

  take(stateDigest: string): Promise<PendingConsent | undefined> {
    return this.#database.call(() => {
      const consent = this.#database.consents.get(stateDigest);
      this.#database.consents.delete(stateDigest);
      return consent;
    });
  }
}
