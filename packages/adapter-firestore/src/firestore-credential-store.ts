import type { CredentialStore, Grant, SealedCredential } from "@attendance-export/core";
import type { DocumentReference, Firestore } from "firebase-admin/firestore";
import { inFirestore } from "./firestore-failure.ts";
import { TenantDocuments } from "./tenant-documents.ts";

/** Sealed credentials, one document a version of the grant, where no client can read. */
export class FirestoreCredentialStore implements CredentialStore {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  keep(grant: Grant, { keyId, nonce, ciphertext }: SealedCredential): Promise<void> {
    return inFirestore(async () => {
      await this.#credential(grant).set({ keyId, nonce, ciphertext });
    });
  }

  find(grant: Grant): Promise<SealedCredential | undefined> {
    return inFirestore(async () => {
      const credential = await this.#credential(grant).get();
      return credential.data() as SealedCredential | undefined;
    });
  }

  forget(grant: Grant): Promise<void> {
    return inFirestore(async () => {
      await this.#credential(grant).delete();
    });
  }

  #credential(grant: Grant): DocumentReference {
    return new TenantDocuments(this.#firestore, grant.tenantId).credential(grant);
  }
}
