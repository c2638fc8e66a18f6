import type {
  DueLink,
  DuePage,
  EpochMs,
  LinkedSheet,
  LinkedSheetStore,
  LinkPage,
  LinkState,
  TenantId,
} from "@attendance-export/core";
import { FieldPath, type Firestore, type QueryDocumentSnapshot } from "firebase-admin/firestore";
import { filledPage } from "./filled-page.ts";
import { inFirestore } from "./firestore-failure.ts";
import { linkIn, linkStateIn } from "./stored-link.ts";
import { storedMoment } from "./stored-value.ts";
import { GOOGLE_SHEETS, INTEGRATIONS, TenantDocuments, tenantOf } from "./tenant-documents.ts";

/** Reads the links of all tenants. */
export class FirestoreLinkedSheetStore implements LinkedSheetStore {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  load(tenantId: TenantId): Promise<LinkState | undefined> {
    const documents = new TenantDocuments(this.#firestore, tenantId);
    return inFirestore(async () => {
      const [link, ledger] = await this.#firestore.getAll(documents.link, documents.ledger);
      return link === undefined || ledger === undefined ? undefined : linkStateIn(link, ledger);
    });
  }

  list({ after, limit }: LinkPage): Promise<readonly LinkedSheet[]> {
    const byTenant = this.#firestore.collectionGroup(INTEGRATIONS).orderBy(FieldPath.documentId());
    return inFirestore(() =>
      filledPage({
        from: after === undefined ? byTenant : byTenant.startAfter(this.#link(after)),
        limit,
        itemIn: (document) => (isLink(document) ? linkIn(document.data()) : undefined),
      }),
    );
  }

  /** Reads an index of the links with polling enabled by their next slot, and of that only what is due. */
  due(now: EpochMs, { after, limit }: DuePage): Promise<readonly DueLink[]> {
    const bySlot = this.#firestore
      .collectionGroup(INTEGRATIONS)
      .where("polling.enabled", "==", true)
      .where("polling.nextPollAt", "<=", storedMoment(now))
      .orderBy("polling.nextPollAt")
      // By path, and so by tenant: everything else of two links' paths is equal.
      .orderBy(FieldPath.documentId());
    return inFirestore(() =>
      filledPage({
        from:
          after === undefined
            ? bySlot
            : bySlot.startAfter(storedMoment(after.nextPollAt), this.#link(after.tenantId)),
        limit,
        itemIn: (document) => (isLink(document) ? dueLinkIn(document) : undefined),
      }),
    );
  }

  #link(tenantId: TenantId) {
    return new TenantDocuments(this.#firestore, tenantId).link;
  }
}

/** The tenant's app may keep other integrations beside ours. */
const isLink = ({ id }: QueryDocumentSnapshot): boolean => id === GOOGLE_SHEETS;

const dueLinkIn = (document: QueryDocumentSnapshot): DueLink => ({
  tenantId: tenantOf(document),
  nextPollAt: document.get("polling.nextPollAt").toMillis(),
});
