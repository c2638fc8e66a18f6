import type { World } from "../faults/world.ts";
import type { FileShelf } from "../files/file-shelf.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { EmulatorClock } from "../time/clock.ts";
import type {
  Account,
  AccountChanges,
  Caller,
  Credentials,
  NewAccount,
  ServiceAccountKey,
} from "./account.ts";
import { type ClientChanges, Clients } from "./clients.ts";
import { type NewClient, type OAuthClient, scopes } from "./oauth-client.ts";
import { newServiceAccount } from "./service-account.ts";
import type { IssuedTokens } from "./token-answer.ts";
import { accessTokenSeconds, TokenBook, type TokenBookState, testingSeconds } from "./token-book.ts";

interface AccountsState {
  readonly accounts: readonly Account[];
  readonly clients: readonly OAuthClient[];
  readonly consents: readonly (readonly [string, readonly string[]])[];
  readonly tokens: TokenBookState;
}

export interface AccountsOptions {
  readonly clock: EmulatorClock;
  readonly random: SeededRandom;
  readonly shelf: FileShelf;
  readonly world: World;
  /** What the first client is to be; what is not said is drawn. */
  readonly client?: Partial<NewClient> | undefined;
}

/** Who is to get tokens, for which client and what. */
export interface Grant {
  readonly email: string;
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  /** Whether a refresh token comes with it. */
  readonly isOffline: boolean;
}

const consentKey = (email: string, clientId: string): string => `${clientId} ${email}`;

/** Accounts, clients and tokens: all that the sign-in, the token endpoint and the bearer check know. */
export class Accounts {
  readonly #random: SeededRandom;
  readonly #shelf: FileShelf;
  readonly #world: World;
  readonly #accounts: Map<string, Account>;
  readonly #clients: Clients;
  readonly #tokens: TokenBook;
  readonly #mainClientId: string;
  /** What each person agreed to for each client, whether or not tokens are alive. */
  readonly #consents: Map<string, ReadonlySet<string>>;

  constructor({ clock, random, shelf, world, client = {} }: AccountsOptions) {
    const state = shelf.loadState("accounts") as AccountsState | undefined;
    this.#random = random;
    this.#shelf = shelf;
    this.#world = world;
    this.#accounts = new Map((state?.accounts ?? []).map((account) => [account.email, account]));
    this.#clients = new Clients(random, state?.clients);
    this.#tokens = new TokenBook(clock, random, state?.tokens);
    this.#consents = new Map((state?.consents ?? []).map(([key, granted]) => [key, new Set(granted)]));
    this.#mainClientId = this.#clients.choose(client);
    this.#save();
  }

  /** The client that accounts are added for unless another is named. */
  get client(): OAuthClient {
    const client = this.#clients.find(this.#mainClientId);
    if (client === undefined) throw new Error("an emulator without an OAuth client");
    return client;
  }

  /** A client of a Cloud project, which is named by its number or described. */
  addClient(client: string | NewClient): OAuthClient {
    const added = this.#clients.add(typeof client === "string" ? { projectNumber: client } : client);
    this.#save();
    return added;
  }

  changeClient(clientId: string, changes: ClientChanges): void {
    this.#clients.change(clientId, changes);
    this.#save();
  }

  findClient(clientId: string): OAuthClient | undefined {
    return this.#clients.find(clientId);
  }

  clients(): readonly OAuthClient[] {
    return this.#clients.list();
  }

  find(email: string): Account | undefined {
    return this.#accounts.get(email);
  }

  /** Every account, in the order of their appearance. */
  list(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** An account that has agreed to nothing yet: it can sign in on the consent page. Known already, it stays as it is. */
  register(email: string, name = email.split("@")[0] ?? email): Account {
    const known = this.#accounts.get(email);
    if (known !== undefined) return known;
    const account: Account = { email, name, isDeleted: false, mustSignInAgain: false, isStorageFull: false };
    this.#accounts.set(email, account);
    this.#save();
    return account;
  }

  /** An account that has agreed to everything: what most tests start from. One that is known starts anew under its name. */
  add(account: NewAccount, client = this.client): Credentials {
    const {
      email,
      scopes: granted = [scopes.spreadsheets, scopes.drive],
      isTesting = client.isTesting,
    } = account;
    const { clientId, clientSecret } = client;
    const name = account.name ?? this.#accounts.get(email)?.name;
    this.#accounts.delete(email);
    this.register(email, name);
    const grant = { email, client: { ...client, isTesting }, scopes: granted, isOffline: true };
    const { accessToken, refreshToken = "" } = this.grant(grant);
    return { email, refreshToken, accessToken, clientId, clientSecret };
  }

  /** A service account of the first client's project, with the key that a program signs in with. */
  addServiceAccount(name = "robot"): ServiceAccountKey {
    const { account, key } = newServiceAccount(name, this.#random);
    this.#accounts.set(account.email, account);
    this.addClient({ projectNumber: this.client.projectNumber, clientId: key.client_id, appName: name });
    return key;
  }

  change(email: string, changes: AccountChanges): void {
    const account = this.#accounts.get(email);
    if (account === undefined) throw new Error(`no account ${email}`);
    this.#accounts.set(email, { ...account, ...changes });
    this.#save();
  }

  /** What a person has agreed to for a client so far. */
  consentOf(email: string, clientId: string): ReadonlySet<string> {
    return this.#consents.get(consentKey(email, clientId)) ?? new Set();
  }

  /** Remembers what a person agreed to, which counts even when the app never fetches its tokens. */
  agree(email: string, clientId: string, agreed: readonly string[]): void {
    this.#consents.set(consentKey(email, clientId), new Set([...this.consentOf(email, clientId), ...agreed]));
    this.#save();
  }

  /** Tokens for what a person agreed to. */
  grant({ email, client, scopes: granted, isOffline }: Grant): IssuedTokens {
    const { clientId, projectNumber, isTesting } = client;
    this.agree(email, clientId, granted);
    const refreshToken = isOffline
      ? this.#tokens.grant({ email, clientId, scopes: granted, isTesting })
      : undefined;
    const refresh = refreshToken === undefined ? {} : { refreshToken };
    const dying = isTesting && isOffline ? { refreshTokenExpiresInSeconds: testingSeconds - 1 } : {};
    const accessToken = this.#tokens.issue({ email, clientId, projectNumber, scopes: granted, ...refresh });
    this.#save();
    return { accessToken, expiresInSeconds: accessTokenSeconds, scopes: granted, ...refresh, ...dying };
  }

  /** Another access token from a live refresh token, for all of its scopes or some. */
  renew(refreshToken: string, client: OAuthClient, wanted?: readonly string[]): IssuedTokens {
    const entry = this.#tokens.find(refreshToken);
    if (entry === undefined) throw new Error("renewed a refresh token that is not there");
    const { clientId, projectNumber } = client;
    const granted = wanted ?? entry.scopes;
    this.#tokens.use(entry);
    const accessToken = this.#tokens.issue({
      email: entry.email,
      clientId,
      projectNumber,
      scopes: granted,
      refreshToken,
    });
    this.#save();
    return { accessToken, expiresInSeconds: accessTokenSeconds, scopes: granted };
  }

  /** A refresh token with whether it is still good; undefined when nobody was ever given it. */
  refreshToken(
    token: string,
  ): { email: string; clientId: string; scopes: readonly string[]; isLive: boolean } | undefined {
    const entry = this.#tokens.find(token);
    return entry === undefined ? undefined : { ...entry, isLive: this.#tokens.isLive(entry) };
  }

  /** Whom a bearer token speaks for; undefined when it is expired, revoked or made up. */
  callerOf(accessToken: string): (Caller & { readonly secondsLeft: number }) | undefined {
    const caller = this.#tokens.callerOf(accessToken);
    return caller === undefined || this.#accounts.get(caller.email)?.isDeleted === true ? undefined : caller;
  }

  /**
   * Ends a refresh token with its access tokens, or an access token with its refresh token, as `/revoke` does.
   *
   * In the world where that ends the app's whole access, every other token of the account for the client goes too. Gives
   * false for a token that is dead or that nobody knows.
   */
  revoke(token: string): boolean {
    const revoked = this.#tokens.revoke(token);
    if (revoked === undefined) return false;
    if (this.#world.revoking === "ends the app's access")
      this.#tokens.revokeAll(revoked.email, revoked.clientId);
    this.#consents.delete(consentKey(revoked.email, revoked.clientId));
    this.#save();
    return true;
  }

  /** Ends everything that an account has agreed to, as the person can in the account's settings. */
  revokeAll(email: string): void {
    this.#tokens.revokeAll(email);
    for (const { clientId } of this.#clients.list()) this.#consents.delete(consentKey(email, clientId));
    this.#save();
  }

  /** Lets every access token of an account expire now; its refresh tokens stay good. */
  expireAccessTokens(email: string): void {
    this.#tokens.expireAccessTokens(email);
    this.#save();
  }

  toJSON(): AccountsState {
    return {
      accounts: this.list(),
      clients: this.#clients.list(),
      consents: [...this.#consents].map(([key, granted]) => [key, [...granted]] as const),
      tokens: this.#tokens.toJSON(),
    };
  }

  /** The shelf turns it into JSON when it keeps anything; the generator goes along, or the next start would draw the same tokens. */
  #save(): void {
    this.#shelf.saveState("accounts", this);
    this.#shelf.saveState("random", this.#random.save());
  }
}
