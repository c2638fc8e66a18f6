import type { EpochMs } from "../model/time.ts";
import type { ConsentStore, PendingConsent } from "../ports/consent-store.ts";

/** Consents between question and answer, kept in memory: good for one process. */
export class MemoryConsentStore implements ConsentStore {
  readonly #pending = new Map<string, PendingConsent>();

  async keep(consent: PendingConsent, now: EpochMs): Promise<void> {
    for (const [digest, other] of this.#pending)
      if (other.tenantId === consent.tenantId && other.expiresAt <= now) this.#pending.delete(digest);
    this.#pending.set(consent.stateDigest, consent);
  }

  async take(stateDigest: string): Promise<PendingConsent | undefined> {
    const consent = this.#pending.get(stateDigest);
    this.#pending.delete(stateDigest);
    return consent;
  }
}
