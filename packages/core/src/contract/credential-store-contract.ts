import assert from "node:assert/strict";
import type { TenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialStore, SealedCredential } from "../ports/credentials.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { nearMissTenants, tenant1 } from "./store/near-misses.ts";
import {
  type FailureTrial,
  type StoreSubject,
  storeFailures,
  storeWriteFailures,
} from "./store/store-lever.ts";

export interface CredentialStoreSubject extends StoreSubject {
  readonly port: CredentialStore;
  readonly backDoor: {
    /** Every credential of the tenant, by version, ascending. */
    kept(tenantId: TenantId): Promise<readonly SealedCredential[]>;
  };
}

const grantOf = (version: number, tenantId = tenant1): Grant => ({ tenantId, version });

const sealedAs = (text: string): SealedCredential => ({
  keyId: "key-2026",
  nonce: "AAECAwQFBgcICQoL",
  ciphertext: `sealed-${text}_`,
});

const guarantees = {
  "finds what was kept, exactly": async ({ port }) => {
    await port.keep(grantOf(1), sealedAs("a"));
    assert.deepEqual(await port.find(grantOf(1)), sealedAs("a"));
  },

  "finds nothing where nothing was kept": async ({ port }) => {
    await port.keep(grantOf(10), sealedAs("a"));
    assert.equal(await port.find(grantOf(1)), undefined);
  },

  "replaces the credential of the same version": async ({ port, backDoor }) => {
    await port.keep(grantOf(1), sealedAs("a"));
    await port.keep(grantOf(1), sealedAs("b"));
    await port.keep(grantOf(1), sealedAs("b"));
    assert.deepEqual(await backDoor.kept(tenant1), [sealedAs("b")]);
  },

  "keeps the versions of a grant apart": async ({ port }) => {
    for (const version of [1, 2, 10, 11, 100]) await port.keep(grantOf(version), sealedAs(`v${version}`));
    for (const version of [1, 2, 10, 11, 100])
      assert.deepEqual(await port.find(grantOf(version)), sealedAs(`v${version}`));
  },

  "keeps the credentials of tenants apart": async ({ port }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    for (const tenant of tenants) await port.keep(grantOf(1, tenant), sealedAs(tenant));
    for (const tenant of tenants) assert.deepEqual(await port.find(grantOf(1, tenant)), sealedAs(tenant));
    assert.equal(await port.find(grantOf(1, stranger)), undefined);
    await port.forget(grantOf(1));
    for (const tenant of tenants.filter((other) => other !== tenant1))
      assert.deepEqual(await port.find(grantOf(1, tenant)), sealedAs(tenant));
  },

  "forgets one version without a trace, and no other": async ({ port, backDoor }) => {
    for (const version of [1, 10]) await port.keep(grantOf(version), sealedAs(`v${version}`));
    await port.forget(grantOf(1));
    assert.equal(await port.find(grantOf(1)), undefined);
    assert.deepEqual(await backDoor.kept(tenant1), [sealedAs("v10")]);
  },

  "changes nothing when it forgets again, or what it never knew": async ({ port, backDoor }) => {
    for (const version of [1, 2]) await port.keep(grantOf(version), sealedAs(`v${version}`));
    for (const version of [1, 1, 7]) await port.forget(grantOf(version));
    assert.deepEqual(await backDoor.kept(tenant1), [sealedAs("v2")]);
  },
} satisfies Readonly<Record<string, Guarantee<CredentialStoreSubject>>>;

const failureTrial: FailureTrial<CredentialStore, CredentialStoreSubject> = {
  arrange: ({ port }) => port.keep(grantOf(1), sealedAs("a")),
  reads: { find: (port) => port.find(grantOf(1)) },
  writes: {
    keep: (port) => port.keep(grantOf(2), sealedAs("b")),
    forget: (port) => port.forget(grantOf(1)),
  },
  truth: ({ backDoor }) => backDoor.kept(tenant1),
};

/** What every `CredentialStore` promises. */
export const credentialStoreContract = {
  port: "CredentialStore",
  guarantees: { ...guarantees, ...storeFailures(failureTrial), ...storeWriteFailures(failureTrial) },
} satisfies Contract<CredentialStoreSubject, string>;

export type CredentialStoreSentence = keyof typeof credentialStoreContract.guarantees;
