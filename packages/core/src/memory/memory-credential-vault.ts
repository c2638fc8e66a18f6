import { PortFailure } from "../failures/port-failure.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialVault, SealedCredential } from "../ports/credentials.ts";

/** Remembers what it sealed and hands out numbers for it. Encrypts nothing, and forgets with its process. */
export class MemoryCredentialVault implements CredentialVault {
  readonly #sealed = new Map<string, { readonly grant: Grant; readonly refreshToken: string }>();

  async seal(grant: Grant, refreshToken: string): Promise<SealedCredential> {
    const nonce = String(this.#sealed.size + 1);
    this.#sealed.set(nonce, { grant, refreshToken });
    return { keyId: "memory", nonce, ciphertext: "" };
  }

  async open(grant: Grant, { keyId, nonce, ciphertext }: SealedCredential): Promise<string> {
    const kept = this.#sealed.get(nonce);
    const whole = keyId === "memory" && ciphertext === "";
    if (!whole || kept?.grant.tenantId !== grant.tenantId || kept.grant.version !== grant.version)
      throw new PortFailure("credential-unreadable", `nothing was sealed so for ${grant.tenantId}`);
    return kept.refreshToken;
  }
}
