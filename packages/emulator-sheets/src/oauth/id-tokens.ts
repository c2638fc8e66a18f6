import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from "node:crypto";
import type { Account } from "../accounts/account.ts";
import { scopes } from "../accounts/oauth-client.ts";
import { subjectOf } from "../accounts/subject.ts";
import type { EmulatorClock } from "../time/clock.ts";

const lifeSeconds = 3_600;
const keyId = "emulated-key-1";

/** Whom an ID token is about and for. */
export interface IdTokenSubject {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly nonce?: string | undefined;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Left half of the hash: ties the ID token to the access token that came with it. */
const atHash = (accessToken: string): string =>
  createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");

/** What the scopes let an app know of a person. */
export function profileClaims({ email, name }: Account, granted: readonly string[]): Record<string, unknown> {
  const [givenName = name, ...others] = name.split(" ");
  const familyName = others.join(" ");
  return {
    ...(granted.includes(scopes.email) ? { email, email_verified: true } : {}),
    ...(granted.includes(scopes.profile)
      ? { name, given_name: givenName, ...(familyName === "" ? {} : { family_name: familyName }) }
      : {}),
  };
}

/** Signs who signed in. The key is made at the first use and is the one thing here that no seed decides. */
export class IdTokens {
  readonly #clock: EmulatorClock;
  #privateKey: KeyObject | undefined;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  issue({ account, clientId, scopes: granted, accessToken, nonce }: IdTokenSubject): string {
    const issuedAt = Math.floor(this.#clock.now() / 1_000);
    const claims = {
      iss: "https://accounts.google.com",
      azp: clientId,
      aud: clientId,
      sub: subjectOf(account.email),
      ...profileClaims(account, granted),
      at_hash: atHash(accessToken),
      ...(nonce === undefined ? {} : { nonce }),
      iat: issuedAt,
      exp: issuedAt + lifeSeconds,
    };
    const signed = `${encode({ alg: "RS256", kid: keyId, typ: "JWT" })}.${encode(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), this.#key()).toString("base64url")}`;
  }

  /** The key set of `/oauth2/v3/certs`. */
  keySet(): { readonly keys: readonly JsonWebKey[] } {
    const jwk = createPublicKey(this.#key()).export({ format: "jwk" });
    return { keys: [{ ...jwk, kid: keyId, alg: "RS256", use: "sig" }] };
  }

  /** The same key for `/oauth2/v1/certs`: a bare public key where Google has a certificate around it. */
  pemKeys(): Readonly<Record<string, string>> {
    return { [keyId]: createPublicKey(this.#key()).export({ type: "spki", format: "pem" }).toString() };
  }

  #key(): KeyObject {
    this.#privateKey ??= generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    return this.#privateKey;
  }
}
