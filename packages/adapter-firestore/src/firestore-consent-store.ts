import type { ConsentStore, EpochMs, PendingConsent } from "@attendance-export/core";
import type { DocumentReference, DocumentSnapshot, Firestore } from "firebase-admin/firestore";
import { inFirestore } from "./firestore-failure.ts";
import { commitUnlessOvertaken, optimistically } from "./optimistically.ts";
import { type Plain, type Stored, storedMoment, storedValue, valueIn } from "./stored-value.ts";

/** An admin who clicks again and again leaves this many at most to be dropped at the next click. */
const MOST_DROPPED = 100;

/** Consents between question and answer, in a collection of their own: whoever answers names a state and no tenant. */
export class FirestoreConsentStore implements ConsentStore {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  keep(consent: PendingConsent, now: EpochMs): Promise<void> {
    const ofTenant = this.#consents.where("tenantId", "==", consent.tenantId).select("expiresAt");
    return inFirestore(async () => {
      const kept = await ofTenant.limit(MOST_DROPPED).get();
      const commit = this.#firestore.batch();
      for (const other of kept.docs)
        if (Number(valueIn(other.get("expiresAt") as Stored)) <= now) commit.delete(other.ref);
      commit.set(this.#consent(consent.stateDigest), storedConsent(consent));
      await commit.commit();
    });
  }

  take(stateDigest: string): Promise<PendingConsent | undefined> {
    return inFirestore(() =>
      optimistically(async () => {
        const kept = await this.#consent(stateDigest).get();
        const { updateTime } = kept;
        if (updateTime === undefined) return undefined;
        // Whoever deletes this version has it; another who read it too is overtaken, and finds nothing.
        await commitUnlessOvertaken(this.#firestore.batch().delete(kept.ref, { lastUpdateTime: updateTime }));
        return consentIn(kept);
      }),
    );
  }

  get #consents() {
    return this.#firestore.collection("consents");
  }

  /** A digest may hold a slash, or look like what Firestore keeps for itself. */
  #consent(stateDigest: string): DocumentReference {
    return this.#consents.doc(`state-${encodeURIComponent(stateDigest)}`);
  }
}

const storedConsent = ({ expiresAt, ...consent }: PendingConsent) => ({
  ...(storedValue(consent as unknown as Plain) as object),
  // Firestore itself drops what nobody comes back for, by this field (firestore.indexes.json).
  expiresAt: storedMoment(expiresAt),
});

/** One that an older version kept has no choice: it was always for the present link. */
export const consentIn = (document: DocumentSnapshot): PendingConsent => ({
  choice: null,
  ...(valueIn(document.data() as Stored) as unknown as Omit<PendingConsent, "choice">),
});
