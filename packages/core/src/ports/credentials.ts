import type { Grant } from "../model/linked-sheet.ts";

/** An encrypted refresh token; JSON-safe, worthless without the key and outside its grant. */
export interface SealedCredential {
  /** Names the key of the ring that opens it. */
  readonly keyId: string;
  /** base64url. */
  readonly nonce: string;
  /** base64url, authentication tag included. */
  readonly ciphertext: string;
}

/** Seals and opens refresh tokens. Rejects with a `PortFailure` and nothing else; no message holds a token. */
export interface CredentialVault {
  /** Encrypts for this grant alone, with the newest key. Two seals of one token differ. */
  seal(grant: Grant, refreshToken: string): Promise<SealedCredential>;
  /** Opens what was sealed for this very grant; anything else is `credential-unreadable`. */
  open(grant: Grant, sealed: SealedCredential): Promise<string>;
}

/** Keeps sealed credentials where no client can read them. Rejects with a `PortFailure` and nothing else. */
export interface CredentialStore {
  /** Keeps or replaces the credential of this version of the grant. Repeating changes nothing. */
  keep(grant: Grant, sealed: SealedCredential): Promise<void>;
  /** Undefined where there is none. */
  find(grant: Grant): Promise<SealedCredential | undefined>;
  /** Forgets this version. Repeating changes nothing. */
  forget(grant: Grant): Promise<void>;
}
