import { type Grant, type TenantId, tenantId } from "@attendance-export/core";
import type {
  CollectionReference,
  DocumentReference,
  Firestore,
  QueryDocumentSnapshot,
} from "firebase-admin/firestore";

/** The collection's id of every tenant's link, and the document's own. */
export const INTEGRATIONS = "integrations";
export const GOOGLE_SHEETS = "googleSheets";

/** Where a tenant's things lie; every path of this package is made here, and from a parsed id. */
export class TenantDocuments {
  readonly #tenant: DocumentReference;

  constructor(firestore: Firestore, id: TenantId) {
    this.#tenant = firestore.collection("tenants").doc(id);
  }

  /** What the tenant's admins may read of the link. */
  get link(): DocumentReference {
    return this.#tenant.collection(INTEGRATIONS).doc(GOOGLE_SHEETS);
  }

  /** What no client ever reads. */
  get ledger(): DocumentReference {
    return this.#tenant.collection("private").doc("ledger");
  }

  credential({ version }: Grant): DocumentReference {
    return this.#tenant.collection("private").doc(`credential-${version}`);
  }

  get batches(): CollectionReference {
    return this.#tenant.collection("batches");
  }

  batch(sequence: number): DocumentReference {
    return this.batches.doc(String(sequence));
  }

  /** A part of a batch's rows beyond the first, which lies in the batch itself; from 1. */
  part(sequence: number, index: number): DocumentReference {
    return this.batch(sequence).collection("parts").doc(String(index));
  }

  get attendance(): CollectionReference {
    return this.#tenant.collection("attendance");
  }

  get quarantine(): CollectionReference {
    return this.#tenant.collection("quarantine");
  }

  get syncRuns(): CollectionReference {
    return this.#tenant.collection("syncRuns");
  }

  get admins(): CollectionReference {
    return this.#tenant.collection("admins");
  }
}

/** Whose document it is: one directly below a tenant's own collection. */
export const tenantOf = ({ ref }: QueryDocumentSnapshot): TenantId => tenantId(ref.parent.parent?.id ?? "");
