import type { EpochMs } from "../model/time.ts";

/** What to ask of Google's consent page. */
export interface ConsentQuestion {
  /** Comes back with the answer; unguessable. */
  readonly state: string;
  /** PKCE: base64url of the SHA-256 of the verifier. */
  readonly challenge: string;
  /** The account to suggest. */
  readonly accountEmail: string | undefined;
}

/** What an admin granted. */
export interface GrantedAccess {
  readonly refreshToken: string;
  readonly accountEmail: string;
  /** The permissions that were ticked. */
  readonly scopes: readonly string[];
  /** When the grant dies by itself, where Google says so (seven days in a Testing consent screen). */
  readonly expiresAt: EpochMs | null;
}

/** Google's side of a consent. Rejects with a `PortFailure` and nothing else; no message holds a code or a token. */
export interface GoogleAccess {
  /** The permissions an export cannot do without. */
  readonly requiredScopes: readonly string[];
  consentUrl(question: ConsentQuestion): Promise<string>;
  /**
   * Not repeatable: a code works once. `code-refused` if Google does not take it, or gives no refresh token for it;
   * `client-misconfigured` if it is our client that Google does not take.
   */
  exchange(answer: { readonly code: string; readonly verifier: string }): Promise<GrantedAccess>;
  /** Repeating changes nothing: a token that is revoked already counts as revoked. */
  revoke(refreshToken: string): Promise<void>;
}
