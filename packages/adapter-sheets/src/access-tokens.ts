import type { Clock, Grant } from "@attendance-export/core";
import type { AccessToken } from "./token-endpoint.ts";

/** Fetches a new access token for a grant. */
export type FetchToken = (grant: Grant) => Promise<AccessToken>;

/** A token this close to its end is not sent any more: it could run out on the way. */
const MARGIN_MS = 120_000;
/** Tokens kept: one a tenant at work in this process, with room to spare. */
const MAX_TOKENS = 1_000;

/**
 * The access tokens of this process, each for one version of one grant and never for another: a token of an older consent
 * would hide that the newer one does not work, and the other way round.
 */
export class AccessTokens {
  readonly #fetch: FetchToken;
  readonly #clock: Clock;
  /** From the longest unused to the latest used. */
  readonly #kept = new Map<string, AccessToken>();
  readonly #coming = new Map<string, Promise<AccessToken>>();

  constructor(fetch: FetchToken, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** A token that should work; callers at the same time share one request. */
  async of(grant: Grant): Promise<string> {
    const key = keyOf(grant);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.expiresAt - MARGIN_MS > this.#clock.now()) {
      this.#keep(key, kept);
      return kept.token;
    }
    return this.#renew(key, grant);
  }

  /** Another token than the one that was refused; a new one unless somebody has fetched it meanwhile. */
  async insteadOf(refused: string, grant: Grant): Promise<string> {
    const key = keyOf(grant);
    if (this.#kept.get(key)?.token === refused) this.#kept.delete(key);
    return this.of(grant);
  }

  async #renew(key: string, grant: Grant): Promise<string> {
    const coming = this.#coming.get(key) ?? this.#fetchOnce(key, grant);
    return (await coming).token;
  }

  #fetchOnce(key: string, grant: Grant): Promise<AccessToken> {
    const coming = this.#fetch(grant)
      .then((token) => {
        this.#keep(key, token);
        return token;
      })
      .finally(() => this.#coming.delete(key));
    this.#coming.set(key, coming);
    return coming;
  }

  #keep(key: string, token: AccessToken): void {
    this.#kept.delete(key);
    this.#kept.set(key, token);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_TOKENS && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** Tenant ids hold no blank, so two grants never share a key. */
const keyOf = ({ tenantId, version }: Grant): string => `${tenantId} ${version}`;
