import { describe, it } from "vitest";
import { tenantId } from "../model/ids.ts";
import type { SealedCredential } from "../ports/credentials.ts";
import { type Saboteurs, verifyContract } from "./contract.ts";
import {
  type CredentialStoreSentence,
  type CredentialStoreSubject,
  credentialStoreContract,
} from "./credential-store-contract.ts";
import { saboteurOf } from "./sabotage.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemoryCredentialStore } from "./store/memory-store-subject.ts";

const saboteur = saboteurOf(openMemoryCredentialStore);

const forgotten: SealedCredential = { keyId: "", nonce: "", ciphertext: "" };

const saboteurs: Saboteurs<CredentialStoreSubject, CredentialStoreSentence> = {
  "finds what was kept, exactly": saboteur(({ port }) => ({
    // Takes base64url for base64.
    keep: (grant, sealed) =>
      port.keep(grant, { ...sealed, ciphertext: sealed.ciphertext.replaceAll("_", "/") }),
  })),
  "finds nothing where nothing was kept": saboteur(({ port }) => ({
    find: async (grant) => (await port.find(grant)) ?? port.find({ ...grant, version: grant.version * 10 }),
  })),
  "replaces the credential of the same version": saboteur(({ port }) => ({
    keep: async (grant, sealed) => {
      if ((await port.find(grant)) === undefined) await port.keep(grant, sealed);
    },
  })),
  "keeps the versions of a grant apart": saboteur(({ port }) => ({
    // Only the newest version is kept.
    keep: async (grant, sealed) => {
      await port.forget({ ...grant, version: grant.version - 1 });
      await port.keep(grant, sealed);
    },
  })),
  "keeps the credentials of tenants apart": saboteur(({ port }) => ({
    keep: (grant, sealed) =>
      port.keep({ ...grant, tenantId: tenantId(grant.tenantId.replace("_", "-")) }, sealed),
    find: (grant) => port.find({ ...grant, tenantId: tenantId(grant.tenantId.replace("_", "-")) }),
    forget: async (grant) => {
      await port.forget(grant);
      await port.forget({ ...grant, tenantId: tenantId("tenant-10") });
    },
  })),
  "forgets one version without a trace, and no other": saboteur(({ port }) => ({
    // Overwrites it and leaves the row.
    forget: (grant) => port.keep(grant, forgotten),
    find: async (grant) => {
      const sealed = await port.find(grant);
      return sealed?.keyId === "" ? undefined : sealed;
    },
  })),
  "changes nothing when it forgets again, or what it never knew": saboteur(({ port }) => ({
    // Forgets the newest one if the version is unknown.
    forget: async (grant) =>
      (await port.find(grant)) === undefined ? port.forget({ ...grant, version: 2 }) : port.forget(grant),
  })),
  ...failureSaboteurs(openMemoryCredentialStore),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    ({ port }) => ({
      // A second call keeps a second copy.
      keep: async (grant, sealed) =>
        port.keep(
          (await port.find(grant)) === undefined ? grant : { ...grant, version: grant.version + 1 },
          sealed,
        ),
    }),
  ),
};

verifyContract({ describe, it }, credentialStoreContract, saboteurs);
