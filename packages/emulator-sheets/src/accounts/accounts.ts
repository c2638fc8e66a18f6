import type { SeededRandom } from "../random/seeded-random.ts";
import type { EmulatorClock } from "../time/clock.ts";
import { type OAuthClient, scopes } from "./oauth-client.ts";

const accessTokenSeconds = 3_599;
const testingDays = 7;
const msPerDay = 86_400_000;

/** A Google account that exists in the emulator. */
export interface Account {
  readonly email: string;
  readonly name: string;
  readonly isDeleted: boolean;
  /** A Workspace policy that demands a new sign-in: refreshing fails with `invalid_rapt`. */
  readonly mustSignInAgain: boolean;
}

interface RefreshToken {
  readonly email: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number | undefined;
}

/** Whom an access token speaks for. */
export interface Caller {
  readonly email: string;
  readonly clientId: string;
  readonly projectNumber: string;
  readonly scopes: ReadonlySet<string>;
}

interface AccessToken extends Caller {
  readonly expiresAtMs: number;
}

/** What a test needs to act as an account: the tokens, and the client that they belong to. */
export interface Credentials {
  readonly email: string;
  readonly refreshToken: string;
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface NewAccount {
  readonly email: string;
  readonly name?: string;
  /** What the person agreed to; by default the scopes `spreadsheets` and `drive`. */
  readonly scopes?: readonly string[];
  /** A consent screen in "testing": the refresh token dies after seven days. */
  readonly isTesting?: boolean;
}

/** What a refresh came to: a new access token, or Google's flat error. */
export type Refreshed =
  | { readonly accessToken: string; readonly expiresInSeconds: number; readonly scopes: readonly string[] }
  | {
      readonly httpStatus: number;
      readonly error: string;
      readonly description: string;
      readonly subtype?: string;
    };

const refusal = (httpStatus: number, error: string, description: string, subtype?: string): Refreshed => ({
  httpStatus,
  error,
  description,
  ...(subtype === undefined ? {} : { subtype }),
});

/** Accounts, clients and tokens: all that the token endpoint and the bearer check know. */
export class Accounts {
  readonly #clock: EmulatorClock;
  readonly #random: SeededRandom;
  readonly #accounts = new Map<string, Account>();
  readonly #clients = new Map<string, OAuthClient>();
  readonly #refreshTokens = new Map<string, RefreshToken>();
  readonly #revoked = new Set<string>();
  readonly #accessTokens = new Map<string, AccessToken>();
  /** The client that accounts are added for unless another is named. */
  readonly client: OAuthClient;

  constructor(clock: EmulatorClock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
    this.client = this.addClient("123456789012");
  }

  /** A client of a Cloud project; a new project number makes another project. */
  addClient(projectNumber: string): OAuthClient {
    const client: OAuthClient = {
      clientId: `${projectNumber}-${this.#random.text(12).toLowerCase()}.apps.googleusercontent.com`,
      clientSecret: `GOCSPX-${this.#random.text(28)}`,
      projectNumber,
      isDeleted: false,
      isSheetsEnabled: true,
    };
    this.#clients.set(client.clientId, client);
    return client;
  }

  changeClient(clientId: string, changes: Partial<Pick<OAuthClient, "isDeleted" | "isSheetsEnabled">>): void {
    const client = this.#clients.get(clientId);
    if (client === undefined) throw new Error(`no OAuth client ${clientId}`);
    this.#clients.set(clientId, { ...client, ...changes });
  }

  findClient(clientId: string): OAuthClient | undefined {
    return this.#clients.get(clientId);
  }

  find(email: string): Account | undefined {
    return this.#accounts.get(email);
  }

  /** Every account, in the order of their appearance. */
  list(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** An account that has agreed to everything: what most tests start from. */
  add(account: NewAccount, client = this.client): Credentials {
    const { email, name = email.split("@")[0] ?? email } = account;
    this.#accounts.set(email, { email, name, isDeleted: false, mustSignInAgain: false });
    const granted = account.scopes ?? [scopes.spreadsheets, scopes.drive];
    const refreshToken = this.grant(email, client.clientId, granted, account.isTesting ?? false);
    const accessToken = this.issue(email, client, granted);
    const { clientId, clientSecret } = client;
    return { email, refreshToken, accessToken, clientId, clientSecret };
  }

  change(email: string, changes: Partial<Pick<Account, "isDeleted" | "mustSignInAgain">>): void {
    const account = this.#accounts.get(email);
    if (account === undefined) throw new Error(`no account ${email}`);
    this.#accounts.set(email, { ...account, ...changes });
  }

  /** A refresh token for what a person agreed to. */
  grant(email: string, clientId: string, granted: readonly string[], isTesting: boolean): string {
    const token = `1//0${this.#random.text(98)}`;
    const expiresAtMs = isTesting ? this.#clock.now() + testingDays * msPerDay : undefined;
    this.#refreshTokens.set(token, { email, clientId, scopes: granted, expiresAtMs });
    return token;
  }

  /** An access token, good for an hour. */
  issue(email: string, client: OAuthClient, granted: readonly string[]): string {
    const token = `ya29.${this.#random.text(140)}`;
    this.#accessTokens.set(token, {
      email,
      clientId: client.clientId,
      projectNumber: client.projectNumber,
      scopes: new Set(granted),
      expiresAtMs: this.#clock.now() + accessTokenSeconds * 1_000,
    });
    return token;
  }

  /** Whom a bearer token speaks for; undefined when it is expired, revoked or made up. */
  callerOf(accessToken: string): Caller | undefined {
    const token = this.#accessTokens.get(accessToken);
    if (token === undefined || token.expiresAtMs <= this.#clock.now()) return undefined;
    return this.#accounts.get(token.email)?.isDeleted === true ? undefined : token;
  }

  /** Ends a refresh token with its access tokens, or one access token. Gives false for a token nobody knows. */
  revoke(token: string): boolean {
    const refresh = this.#refreshTokens.get(token);
    if (refresh === undefined) return this.#accessTokens.delete(token);
    this.#revoked.add(token);
    for (const [accessToken, { email, clientId }] of this.#accessTokens) {
      if (email === refresh.email && clientId === refresh.clientId) this.#accessTokens.delete(accessToken);
    }
    return true;
  }

  /** Ends everything that an account has agreed to, as the person can in the account's settings. */
  revokeAll(email: string): void {
    for (const [token, refresh] of this.#refreshTokens) if (refresh.email === email) this.revoke(token);
  }

  /** Lets every access token of an account expire now; its refresh tokens stay good. */
  expireAccessTokens(email: string): void {
    for (const [token, { email: owner }] of this.#accessTokens)
      if (owner === email) this.#accessTokens.delete(token);
  }

  /** Checks the client as the token endpoint does, before it looks at anything else. */
  checkClient(clientId: string, clientSecret: string | undefined): OAuthClient | Refreshed {
    const client = this.#clients.get(clientId);
    if (client === undefined) return refusal(401, "invalid_client", "The OAuth client was not found.");
    if (client.isDeleted) return refusal(401, "deleted_client", "The OAuth client was deleted.");
    if (client.clientSecret !== clientSecret) return refusal(401, "invalid_client", "Unauthorized");
    return client;
  }

  /** Trades a refresh token for an access token. */
  refresh(client: OAuthClient, refreshToken: string): Refreshed {
    const token = this.#refreshTokens.get(refreshToken);
    if (token === undefined) return refusal(400, "invalid_grant", "Bad Request");
    if (token.clientId !== client.clientId) return refusal(401, "unauthorized_client", "Unauthorized");
    const account = this.#accounts.get(token.email);
    if (account?.isDeleted === true) return refusal(400, "invalid_grant", "Account has been deleted");
    const isExpired = token.expiresAtMs !== undefined && token.expiresAtMs <= this.#clock.now();
    if (this.#revoked.has(refreshToken) || isExpired) {
      return refusal(400, "invalid_grant", "Token has been expired or revoked.");
    }
    if (account?.mustSignInAgain === true) {
      return refusal(400, "invalid_grant", "reauth related error (invalid_rapt)", "invalid_rapt");
    }
    const accessToken = this.issue(token.email, client, token.scopes);
    return { accessToken, expiresInSeconds: accessTokenSeconds, scopes: token.scopes };
  }
}
