import type { CredentialStore } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/** Keeps the same ciphertext under the same version of the grant. */
const keep: PortCall = { name: "CredentialStore.keep", service: "store", kind: "repeatable" };
const find: PortCall = { name: "CredentialStore.find", service: "store", kind: "read" };

/** What is forgotten stays forgotten. */
const forget: PortCall = { name: "CredentialStore.forget", service: "store", kind: "repeatable" };

export const resilientCredentialStore = (store: CredentialStore, run: RunGuard): CredentialStore => ({
  keep: (grant, sealed) => run.call(keep, () => store.keep(grant, sealed)),
  find: (grant) => run.call(find, () => store.find(grant)),
  forget: (grant) => run.call(forget, () => store.forget(grant)),
});
