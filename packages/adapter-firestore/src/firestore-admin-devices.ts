import type { TenantId } from "@attendance-export/core";
import type { Firestore, QueryDocumentSnapshot } from "firebase-admin/firestore";
import { inFirestore } from "./firestore-failure.ts";
import { commitUnlessOvertaken, optimistically } from "./optimistically.ts";
import { TenantDocuments } from "./tenant-documents.ts";

/** A tenant with more admins than this has a different problem than notices. */
const MOST_ADMINS = 500;

/** One device in an admin's document, as whoever registered it wrote it. */
interface StoredDevice {
  readonly token?: unknown;
}

/** The devices of a tenant's admins: in each admin's document a list `devices` of maps with a `token`. */
export class FirestoreAdminDevices {
  readonly #firestore: Firestore;

  constructor(firestore: Firestore) {
    this.#firestore = firestore;
  }

  /** FCM tokens of every device of every admin, none twice. Costs a read an admin. */
  of(tenantId: TenantId): Promise<readonly string[]> {
    return inFirestore(async () => [...new Set((await this.#admins(tenantId)).flatMap(tokensIn))]);
  }

  /** Takes the devices with these tokens off the lists. Repeating changes nothing; what was registered meanwhile stays. */
  forget(tenantId: TenantId, tokens: readonly string[]): Promise<void> {
    const gone = new Set<unknown>(tokens);
    return inFirestore(() =>
      optimistically(async () => {
        const commit = this.#firestore.batch();
        let changes = 0;
        for (const admin of await this.#admins(tenantId)) {
          const devices = devicesIn(admin);
          const left = devices.filter(({ token }) => !gone.has(token));
          if (left.length === devices.length) continue;
          commit.update(admin.ref, { devices: left }, { lastUpdateTime: admin.updateTime });
          changes += 1;
        }
        if (changes > 0) await commitUnlessOvertaken(commit);
      }),
    );
  }

  async #admins(tenantId: TenantId): Promise<readonly QueryDocumentSnapshot[]> {
    const { admins } = new TenantDocuments(this.#firestore, tenantId);
    // Whoever lost the role keeps the document, and must not hear of the tenant's sheet any more.
    return (await admins.where("role", "==", "admin").limit(MOST_ADMINS).get()).docs;
  }
}

const devicesIn = (admin: QueryDocumentSnapshot): readonly StoredDevice[] => {
  const devices: unknown = admin.get("devices");
  return Array.isArray(devices)
    ? devices.filter((device) => typeof device === "object" && device !== null)
    : [];
};

const tokensIn = (admin: QueryDocumentSnapshot): readonly string[] =>
  devicesIn(admin).flatMap(({ token }) => (typeof token === "string" && token !== "" ? [token] : []));
