import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  type CredentialVault,
  type Grant,
  PortFailure,
  type SealedCredential,
} from "@attendance-export/core";
import type { KeyRing, VaultKey } from "./key-ring.ts";

const CIPHER = "aes-256-gcm";
/** 96 bits: the one length that GCM uses as it is. Drawn at random, so one key may seal 2^32 times (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals refresh tokens with AES-256-GCM, each for one grant alone, and opens them with any key of its ring. */
export class AesGcmCredentialVault implements CredentialVault {
  readonly #newest: VaultKey;
  readonly #keys: ReadonlyMap<string, VaultKey>;

  constructor(ring: KeyRing) {
    this.#newest = ring[0];
    this.#keys = new Map(ring.map((key) => [key.id, key]));
  }

  async seal(grant: Grant, refreshToken: string): Promise<SealedCredential> {
    const { id, secret } = this.#newest;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(grant, id));
    const ciphertext = Buffer.concat([
      cipher.update(refreshToken, "utf8"),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { keyId: id, nonce: nonce.toString("base64url"), ciphertext: ciphertext.toString("base64url") };
  }

  async open(grant: Grant, sealed: SealedCredential): Promise<string> {
    const key = this.#keys.get(sealed.keyId);
    if (key === undefined)
      throw unreadable(
        grant,
        `was sealed with the key ${excerpt(sealed.keyId)}, which is not in the key ring. Put that key back, or reconnect`,
      );
    const nonce = bytesOf(sealed.nonce);
    const ciphertext = bytesOf(sealed.ciphertext);
    if (nonce?.length !== NONCE_BYTES || ciphertext === undefined || ciphertext.length < TAG_BYTES)
      throw unreadable(
        grant,
        "is damaged: it does not have the shape of a sealed token. Restore it, or reconnect",
      );
    const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(grant, key.id));
    decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
    const opened = decipher.update(ciphertext.subarray(0, -TAG_BYTES));
    try {
      return Buffer.concat([opened, decipher.final()]).toString("utf8");
    } catch (cause) {
      throw unreadable(
        grant,
        "does not open: it was changed, or it belongs to another grant or another key of that name. Restore it, or reconnect",
        cause,
      );
    }
  }
}

/** What the ciphertext is bound to. As JSON, for `tenant-1` and 11 must not read like `tenant-11` and 1. */
const boundTo = ({ tenantId, version }: Grant, keyId: string): Buffer =>
  Buffer.from(JSON.stringify(["attendance-export", "refresh-token", 1, keyId, tenantId, version]));

/** Only the one spelling that encoding gives: Node's decoder passes over stray characters and bits. */
const bytesOf = (text: unknown): Buffer | undefined => {
  if (typeof text !== "string") return undefined;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
};

/** A key's id as it may stand in a message, whatever a damaged document makes of it. */
const excerpt = (keyId: unknown): string => JSON.stringify(keyId)?.slice(0, 60) ?? "(none)";

const unreadable = ({ tenantId, version }: Grant, what: string, cause?: unknown): PortFailure =>
  new PortFailure(
    "credential-unreadable",
    `The stored credential of ${tenantId}, grant ${version}, ${what} the tenant's Google account.`,
    { cause },
  );
