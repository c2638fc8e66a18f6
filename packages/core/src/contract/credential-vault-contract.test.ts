import { describe, it } from "vitest";
import { PortFailure } from "../failures/port-failure.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialVault, SealedCredential } from "../ports/credentials.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import {
  type CredentialVaultSentence,
  type CredentialVaultSubject,
  credentialVaultContract,
} from "./credential-vault-contract.ts";

interface Sealing {
  readonly grant: string;
  readonly sealed: SealedCredential;
  readonly token: string;
}

/** Where a memory vault may go wrong; all of it is right unless told otherwise. */
interface Habits {
  /** Names a grant: what it leaves out, it does not tell apart. */
  readonly nameOf?: (grant: Grant) => string;
  /** What it compares of a credential. */
  readonly facesOf?: (sealed: SealedCredential) => string;
  readonly ciphertextOf?: (token: string, count: number) => string;
  readonly tokenOf?: (token: string) => string;
  readonly failureOf?: (sealed: SealedCredential, token: string | undefined) => Error;
  readonly forgetsOnRestart?: boolean;
  readonly newestSeals?: boolean;
  readonly extra?: object;
}

/** Digits that tell the count, padded like a ciphertext of that length. */
const opaque = (token: string, count: number): string =>
  `${count}`.padStart(12, "0").padEnd(20 + token.length, "~");

/** A vault that keeps what it sealed instead of encrypting it: enough to hold the contract, and to break it in any way. */
class RememberingVault implements CredentialVault {
  readonly #habits: Habits;
  readonly #sealings: Sealing[];
  readonly #keys: readonly string[];

  constructor(habits: Habits, keys: readonly string[], sealings: Sealing[]) {
    this.#habits = habits;
    this.#keys = keys;
    this.#sealings = sealings;
  }

  async seal(grant: Grant, refreshToken: string): Promise<SealedCredential> {
    const { nameOf = fullName, ciphertextOf = opaque, newestSeals = true, extra = {} } = this.#habits;
    const count = this.#sealings.length;
    const sealed = {
      keyId: (newestSeals ? this.#keys.at(-1) : this.#keys[0]) ?? "",
      nonce: `${count}`.padStart(12, "0"),
      ciphertext: ciphertextOf(refreshToken, count),
      ...extra,
    };
    this.#sealings.push({ grant: nameOf(grant), sealed, token: refreshToken });
    return sealed;
  }

  async open(grant: Grant, sealed: SealedCredential): Promise<string> {
    const { nameOf = fullName, facesOf = allFaces, failureOf = unreadable, tokenOf = itself } = this.#habits;
    const wanted = facesOf(sealed);
    const found = this.#sealings.find((one) => one.grant === nameOf(grant) && facesOf(one.sealed) === wanted);
    if (found === undefined || !this.#keys.includes(sealed.keyId))
      throw failureOf(sealed, this.#sealings[0]?.token);
    return tokenOf(found.token);
  }
}

const itself = (token: string): string => token;
const fullName = ({ tenantId, version }: Grant): string => JSON.stringify([tenantId, version]);
const allFaces = ({ keyId, nonce, ciphertext }: SealedCredential): string =>
  JSON.stringify([keyId, nonce, ciphertext]);
const unreadable = ({ keyId }: SealedCredential): Error =>
  new PortFailure("credential-unreadable", `The credential sealed with the key ${keyId} does not open.`);

const open =
  (habits: Habits = {}) =>
  async (): Promise<CredentialVaultSubject> => {
    const sealings: Sealing[] = [];
    const vault = (keys: readonly string[], known = sealings): CredentialVault =>
      new RememberingVault(habits, keys, known);
    return {
      port: vault(["key-1"]),
      keys: {
        reopen: async () => vault(["key-1"], habits.forgetsOnRestart === true ? [] : sealings),
        rotate: async () => vault(["key-1", "key-2"]),
        lose: async () => vault(["key-3"]),
      },
      close: async () => undefined,
    };
  };

const saboteurs: Saboteurs<CredentialVaultSubject, CredentialVaultSentence> = {
  "opens what it sealed, whatever the token holds": open({ tokenOf: (token) => token.trim() }),
  "opens after a restart what it sealed before": open({ forgetsOnRestart: true }),
  "makes a credential that JSON keeps": open({ extra: { sealedAt: new Date(0) } }),
  "seals one token into another credential each time": open({ ciphertextOf: (token) => opaque(token, 7) }),
  "shows nothing of the token in what it sealed": open({
    ciphertextOf: (token, count) => `${opaque(token, count)}${token.slice(-10)}`,
  }),
  "opens nothing for another tenant, however near": open({
    nameOf: ({ tenantId, version }) => `${tenantId.toLowerCase()} ${version}`,
  }),
  // Two texts without anything between them.
  "opens nothing for another version of the grant": open({
    nameOf: ({ tenantId, version }) => `${tenantId}${version}`,
  }),
  // Compares what base64 decodes to, whose last character has bits to spare.
  "opens nothing once any bit of any field is flipped": open({
    facesOf: ({ keyId, nonce, ciphertext }) =>
      allFaces({ keyId, nonce, ciphertext: ciphertext.slice(0, -1) }),
  }),
  "opens nothing that was cut, lengthened, mixed or lost a field": open({
    facesOf: ({ keyId, nonce, ciphertext }) =>
      JSON.stringify([keyId, nonce, ciphertext?.replace(/[=\s]+$/, "")]),
  }),
  "names no secret when it fails": open({
    failureOf: (_, token) =>
      new PortFailure("credential-unreadable", "The credential does not open.", { cause: new Error(token) }),
  }),
  "seals with the newest key, and opens what older ones sealed": open({ newestSeals: false }),
  "opens nothing under the name of another key of the ring": open({
    // Tries every key of the ring until one fits.
    facesOf: ({ nonce, ciphertext }) => JSON.stringify([nonce, ciphertext]),
  }),
  "opens nothing whose key is lost, and says which key that was": open({
    failureOf: () => new PortFailure("credential-unreadable", "The credential does not open."),
  }),
};

verify({ describe, it }, credentialVaultContract, { adapter: "RememberingVault", open: open() });
verifyContract({ describe, it }, credentialVaultContract, saboteurs);
