import { describe, it } from "vitest";
import { isPortFailure, PortFailure } from "../failures/port-failure.ts";
import { MemoryCredentialVault } from "../memory/memory-credential-vault.ts";
import { tenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialVault, SealedCredential } from "../ports/credentials.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import {
  type CredentialVaultSentence,
  type CredentialVaultSubject,
  credentialVaultContract,
} from "./credential-vault-contract.ts";
import { withMethods } from "./sabotage.ts";

type Spoil = (honest: CredentialVault) => Partial<CredentialVault>;

/** A memory vault and what becomes of it, each spoiled in the same way. */
const open =
  (spoil: Spoil = () => ({})) =>
  async (): Promise<CredentialVaultSubject> => {
    const first = new MemoryCredentialVault(["key-1"]);
    const spoiled = (vault: CredentialVault): CredentialVault => withMethods(vault, spoil(vault));
    return {
      port: spoiled(first),
      keys: {
        reopen: async () => spoiled(new MemoryCredentialVault(["key-1"], first)),
        rotate: async () => spoiled(new MemoryCredentialVault(["key-1", "key-2"], first)),
        lose: async () => spoiled(new MemoryCredentialVault(["key-3"], first)),
      },
      close: async () => undefined,
    };
  };

/** Names grants by a rule of its own, when it seals and when it opens. */
const naming = (rename: (grant: Grant) => Grant): (() => Promise<CredentialVaultSubject>) =>
  open((vault) => ({
    seal: (grant, token) => vault.seal(rename(grant), token),
    open: (grant, sealed) => vault.open(rename(grant), sealed),
  }));

/** Opens whatever it sealed that looks like this to it. */
const lookingAt = (face: (sealed: SealedCredential) => string): (() => Promise<CredentialVaultSubject>) => {
  const known: SealedCredential[] = [];
  return open((vault) => ({
    seal: async (grant, token) => {
      const sealed = await vault.seal(grant, token);
      known.push(sealed);
      return sealed;
    },
    open: (grant, sealed) => vault.open(grant, known.find((one) => face(one) === face(sealed)) ?? sealed),
  }));
};

/** Fails in words of its own. */
const failing = (translate: (failure: PortFailure) => PortFailure): (() => Promise<CredentialVaultSubject>) =>
  open((vault) => ({
    open: (grant, sealed) =>
      vault.open(grant, sealed).catch((thrown: unknown) => {
        throw isPortFailure(thrown) ? translate(thrown) : thrown;
      }),
  }));

const saboteurs: Saboteurs<CredentialVaultSubject, CredentialVaultSentence> = {
  "opens what it sealed, whatever the token holds": open((vault) => ({
    open: async (grant, sealed) => (await vault.open(grant, sealed)).trim(),
  })),
  "opens after a restart what it sealed before": async () => {
    const subject = await open()();
    // Its memory ends with it.
    return {
      ...subject,
      keys: { ...subject.keys, reopen: async () => new MemoryCredentialVault(["key-1"]) },
    };
  },
  "makes a credential that JSON keeps": open((vault) => ({
    seal: async (grant, token) => ({ ...(await vault.seal(grant, token)), sealedAt: new Date(0) }),
  })),
  "seals one token into another credential each time": open((vault) => {
    let first: Promise<SealedCredential> | undefined;
    return {
      seal: (grant, token) => {
        first ??= vault.seal(grant, token);
        return first;
      },
    };
  }),
  "shows nothing of the token in what it sealed": open((vault) => ({
    seal: async (grant, token) => {
      const sealed = await vault.seal(grant, token);
      return { ...sealed, ciphertext: sealed.ciphertext + token.slice(-10) };
    },
  })),
  "opens nothing for another tenant, however near": naming((grant) => ({
    ...grant,
    tenantId: tenantId(grant.tenantId.toLowerCase()),
  })),
  // Two texts without anything between them.
  "opens nothing for another version of the grant": naming((grant) => ({
    tenantId: tenantId(`${grant.tenantId}${grant.version}`),
    version: 1,
  })),
  // Compares what base64 decodes to, whose last character has bits to spare.
  "opens nothing once any bit of any field is flipped": lookingAt(({ keyId, nonce, ciphertext }) =>
    JSON.stringify([keyId, nonce, ciphertext?.slice(0, -1)]),
  ),
  // Passes over what a decoder passes over.
  "opens nothing that was cut, lengthened, mixed or lost a field": lookingAt(({ keyId, nonce, ciphertext }) =>
    JSON.stringify([keyId, nonce, ciphertext?.replace(/[=\s]+$/, "")]),
  ),
  "names no secret when it fails": open((vault) => {
    let last = "";
    return {
      seal: (grant, token) => {
        last = token;
        return vault.seal(grant, token);
      },
      open: (grant, sealed) =>
        vault.open(grant, sealed).catch((cause: unknown) => {
          throw new PortFailure("credential-unreadable", String(cause), { cause: new Error(last) });
        }),
    };
  }),
  "seals with the newest key, and opens what older ones sealed": async () => {
    const subject = await open()();
    // A new key that is never used.
    return { ...subject, keys: { ...subject.keys, rotate: subject.keys.reopen } };
  },
  // Tries every key of the ring until one fits.
  "opens nothing under the name of another key of the ring": lookingAt(({ nonce, ciphertext }) =>
    JSON.stringify([nonce, ciphertext]),
  ),
  "opens nothing whose key is lost, and says which key that was": failing(
    ({ code }) => new PortFailure(code, "The credential does not open."),
  ),
};

verify({ describe, it }, credentialVaultContract, { adapter: "MemoryCredentialVault", open: open() });
verifyContract({ describe, it }, credentialVaultContract, saboteurs);
