import type { SeededRandom } from "../random/seeded-random.ts";
import type { EmulatorClock } from "../time/clock.ts";
import type { Caller } from "./account.ts";

/** A person may have so many live refresh tokens for one client; the next one ends the oldest, without a word. */
const liveTokensPerClient = 100;
const msPerDay = 86_400_000;
const testingMs = 7 * msPerDay;
/** Six months without use. */
const unusedMs = 182 * msPerDay;

export const accessTokenSeconds = 3_599;
export const testingSeconds = testingMs / 1_000;

/** What a person agreed to, for as long as it holds. */
export interface RefreshToken {
  readonly token: string;
  readonly email: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs?: number;
  readonly usedAtMs: number;
  readonly isRevoked: boolean;
}

interface AccessToken {
  readonly token: string;
  readonly email: string;
  readonly clientId: string;
  readonly projectNumber: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  /** The refresh token that it was drawn from or issued with. */
  readonly refreshToken?: string;
}

/** The book as it is written down between two starts. */
export interface TokenBookState {
  readonly refreshTokens: readonly RefreshToken[];
  readonly accessTokens: readonly AccessToken[];
}

/** Every token that was given out, with what ended it. */
export class TokenBook {
  readonly #clock: EmulatorClock;
  readonly #random: SeededRandom;
  readonly #refreshTokens: Map<string, RefreshToken>;
  readonly #accessTokens: Map<string, AccessToken>;

  constructor(clock: EmulatorClock, random: SeededRandom, state?: TokenBookState) {
    this.#clock = clock;
    this.#random = random;
    this.#refreshTokens = new Map((state?.refreshTokens ?? []).map((entry) => [entry.token, entry]));
    this.#accessTokens = new Map((state?.accessTokens ?? []).map((entry) => [entry.token, entry]));
  }

  /** A refresh token for what a person agreed to. */
  grant({
    email,
    clientId,
    scopes,
    isTesting,
  }: {
    readonly email: string;
    readonly clientId: string;
    readonly scopes: readonly string[];
    readonly isTesting: boolean;
  }): string {
    const nowMs = this.#clock.now();
    const live = this.#of(email, clientId).filter((entry) => this.isLive(entry));
    if (live.length >= liveTokensPerClient && live[0] !== undefined) this.#end(live[0]);
    const token = `1//0${this.#random.text(98)}`;
    const expiry = isTesting ? { expiresAtMs: nowMs + testingMs } : {};
    this.#refreshTokens.set(token, {
      token,
      email,
      clientId,
      scopes,
      usedAtMs: nowMs,
      isRevoked: false,
      ...expiry,
    });
    return token;
  }

  /** An access token, good for an hour. */
  issue(caller: Omit<AccessToken, "token" | "expiresAtMs">): string {
    const nowMs = this.#clock.now();
    const token = `ya29.${this.#random.text(140)}`;
    this.#accessTokens.set(token, { ...caller, token, expiresAtMs: nowMs + accessTokenSeconds * 1_000 });
    this.#forgetExpired(nowMs);
    return token;
  }

  find(refreshToken: string): RefreshToken | undefined {
    return this.#refreshTokens.get(refreshToken);
  }

  /** Neither revoked nor past its seven days nor unused for six months. */
  isLive({ isRevoked, expiresAtMs, usedAtMs }: RefreshToken): boolean {
    const nowMs = this.#clock.now();
    return !isRevoked && (expiresAtMs === undefined || expiresAtMs > nowMs) && usedAtMs + unusedMs > nowMs;
  }

  /** Says that a refresh token was used: its six months start again. */
  use(entry: RefreshToken): void {
    this.#refreshTokens.set(entry.token, { ...entry, usedAtMs: this.#clock.now() });
  }

  /** Whom an access token speaks for, and for how many seconds more; undefined when it is expired, revoked or made up. */
  callerOf(accessToken: string): (Caller & { readonly secondsLeft: number }) | undefined {
    const entry = this.#accessTokens.get(accessToken);
    const leftMs = (entry?.expiresAtMs ?? 0) - this.#clock.now();
    if (entry === undefined || leftMs <= 0) return undefined;
    const { email, clientId, projectNumber, scopes } = entry;
    return {
      email,
      clientId,
      projectNumber,
      scopes: new Set(scopes),
      secondsLeft: Math.floor(leftMs / 1_000),
    };
  }

  /**
   * Ends a refresh token with its access tokens; an access token ends the refresh token that it belongs to.
   *
   * Gives whose token it was; undefined for a token that is already dead or that nobody knows.
   */
  revoke(token: string): { readonly email: string; readonly clientId: string } | undefined {
    const access = this.#accessTokens.get(token);
    const refresh = this.#refreshTokens.get(access?.refreshToken ?? token);
    if (access === undefined && (refresh === undefined || !this.isLive(refresh))) return undefined;
    this.#accessTokens.delete(token);
    if (refresh !== undefined) this.#end(refresh);
    const { email = "", clientId = "" } = access ?? refresh ?? {};
    return { email, clientId };
  }

  /** Ends every token of an account, or of an account for one client. */
  revokeAll(email: string, clientId?: string): void {
    for (const entry of this.#of(email, clientId)) this.#end(entry);
    this.expireAccessTokens(email, clientId);
  }

  /** Lets access tokens expire now; refresh tokens stay good. */
  expireAccessTokens(email: string, clientId?: string): void {
    for (const [token, entry] of this.#accessTokens) {
      const isMeant = entry.email === email && (clientId === undefined || entry.clientId === clientId);
      if (isMeant) this.#accessTokens.delete(token);
    }
  }

  toJSON(): TokenBookState {
    return {
      refreshTokens: [...this.#refreshTokens.values()],
      accessTokens: [...this.#accessTokens.values()],
    };
  }

  #of(email: string, clientId?: string): RefreshToken[] {
    return [...this.#refreshTokens.values()].filter(
      (entry) => entry.email === email && (clientId === undefined || entry.clientId === clientId),
    );
  }

  #end(entry: RefreshToken): void {
    this.#refreshTokens.set(entry.token, { ...entry, isRevoked: true });
    for (const [token, { refreshToken }] of this.#accessTokens) {
      if (refreshToken === entry.token) this.#accessTokens.delete(token);
    }
  }

  /** Tokens are kept in the order of their making, so the expired ones come first. */
  #forgetExpired(nowMs: number): void {
    for (const [token, { expiresAtMs }] of this.#accessTokens) {
      if (expiresAtMs > nowMs) return;
      this.#accessTokens.delete(token);
    }
  }
}
