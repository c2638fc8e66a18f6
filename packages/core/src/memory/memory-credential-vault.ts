import { PortFailure } from "../failures/port-failure.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialVault, SealedCredential } from "../ports/credentials.ts";

interface Sealing {
  readonly grant: Grant;
  readonly sealed: SealedCredential;
  readonly refreshToken: string;
}

/** Remembers what it sealed and hands out numbers for it. Encrypts nothing, and forgets with its process. */
export class MemoryCredentialVault implements CredentialVault {
  readonly #keyIds: readonly string[];
  readonly #sealings: Sealing[];

  /** The last key is the newest. What `before` sealed is remembered, as by a vault that is opened again. */
  constructor(keyIds: readonly [string, ...string[]] = ["memory"], before?: MemoryCredentialVault) {
    this.#keyIds = keyIds;
    this.#sealings = before === undefined ? [] : before.#sealings;
  }

  async seal(grant: Grant, refreshToken: string): Promise<SealedCredential> {
    const number = String(this.#sealings.length + 1).padStart(12, "0");
    // As long as a real one, which tells a token's length and nothing else of it.
    const ciphertext = number.padEnd(number.length + refreshToken.length, "-");
    const sealed = { keyId: this.#keyIds.at(-1) ?? "", nonce: number, ciphertext };
    this.#sealings.push({ grant, sealed, refreshToken });
    return sealed;
  }

  async open(grant: Grant, { keyId, nonce, ciphertext }: SealedCredential): Promise<string> {
    const found = this.#sealings[Number(nonce) - 1];
    const { sealed } = found ?? {};
    const isWhole = sealed?.keyId === keyId && sealed.nonce === nonce && sealed.ciphertext === ciphertext;
    const isItsGrant = found?.grant.tenantId === grant.tenantId && found.grant.version === grant.version;
    if (found === undefined || !isWhole || !isItsGrant || !this.#keyIds.includes(keyId))
      throw new PortFailure(
        "credential-unreadable",
        `Nothing was sealed so for ${grant.tenantId}, grant ${grant.version}, with the key ${keyId}.`,
      );
    return found.refreshToken;
  }
}
