import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import type { EpochMs } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConsentQuestion, GoogleAccess, GrantedAccess } from "../ports/google-access.ts";
import type { Ids } from "../ports/ids.ts";

const SCOPES = ["sheets", "email"] as const;
const CODE_MS = 10 * 60_000;

/** What a person does on the consent page. */
export interface MemoryConsent {
  readonly accountEmail: string;
  readonly decision?: "allow" | "deny";
  /** Permissions whose boxes are unticked. */
  readonly untick?: readonly string[];
}

/** What the browser brings back from it. */
export interface MemoryReturn {
  readonly state: string;
  readonly code: string | undefined;
  readonly error: string | undefined;
}

interface WaitingCode {
  readonly challenge: string;
  readonly accountEmail: string;
  readonly scopes: readonly string[];
  readonly expiresAt: EpochMs;
}

/** Google's consent page and token endpoint in memory, with the people who answer it and switches for trouble. */
export class MemoryGoogleAccess implements GoogleAccess {
  readonly requiredScopes: readonly string[] = [SCOPES[0]];
  /** While set, nothing can be exchanged or revoked. */
  trouble: FailureCode | undefined;
  /** How long a grant lives, as that of a consent screen in testing does; for ever without it. */
  grantMs: number | undefined;
  /** Whether a consent brings a refresh token. */
  givesRefreshTokens = true;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #codes = new Map<string, WaitingCode>();
  /** Live refresh tokens and whose they are. */
  readonly #tokens = new Map<string, string>();

  constructor({ clock, ids }: { readonly clock: Clock; readonly ids: Ids }) {
    this.#clock = clock;
    this.#ids = ids;
  }

  async consentUrl({ state, challenge, accountEmail = "" }: ConsentQuestion): Promise<string> {
    const parts = { state, challenge, suggests: accountEmail, scopes: SCOPES.join(" ") };
    const query = Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `memory:consent?${query.join("&")}`;
  }

  async exchange({
    code,
    verifier,
  }: {
    readonly code: string;
    readonly verifier: string;
  }): Promise<GrantedAccess> {
    this.#serve();
    const waiting = this.#codes.get(code);
    if (waiting === undefined || waiting.expiresAt <= this.#clock.now()) throw refused("it is not known");
    if (this.#ids.digest(verifier) !== waiting.challenge) throw refused("the verifier is another one's");
    this.#codes.delete(code);
    if (!this.givesRefreshTokens) throw refused("it came without a refresh token");
    const refreshToken = `memory-token-${this.#ids.fresh()}`;
    const { accountEmail, scopes } = waiting;
    this.#tokens.set(refreshToken, accountEmail);
    const expiresAt = this.grantMs === undefined ? null : this.#clock.now() + this.grantMs;
    return { refreshToken, accountEmail, scopes, expiresAt };
  }

  async revoke(refreshToken: string): Promise<void> {
    this.#serve();
    const account = this.#tokens.get(refreshToken);
    if (account !== undefined) this.withdraw(account);
  }

  /** A person answers the page under that address. */
  answer(url: string, { accountEmail, decision = "allow", untick = [] }: MemoryConsent): MemoryReturn {
    const { state, challenge, scopes } = this.page(url);
    if (decision === "deny") return { state, code: undefined, error: "access_denied" };
    const code = `memory-code-${this.#ids.fresh()}`;
    const ticked = scopes.filter((scope) => !untick.includes(scope));
    const expiresAt = this.#clock.now() + CODE_MS;
    this.#codes.set(code, { challenge, accountEmail, scopes: ticked, expiresAt });
    return { state, code, error: undefined };
  }

  /** What the page under that address shows and carries. */
  page(url: string): {
    readonly state: string;
    readonly challenge: string;
    readonly suggests: string | undefined;
    readonly scopes: readonly string[];
  } {
    const query = url.slice(url.indexOf("?") + 1).split("&");
    const values = new Map(query.map((part) => part.split("=") as [string, string]));
    const value = (name: string): string => decodeURIComponent(values.get(name) ?? "");
    const suggests = value("suggests");
    return {
      state: value("state"),
      challenge: value("challenge"),
      suggests: suggests === "" ? undefined : suggests,
      scopes: value("scopes").split(" "),
    };
  }

  /** Whose token it is; undefined once it is dead, or if it never was. */
  accountOf(refreshToken: string): string | undefined {
    return this.#tokens.get(refreshToken);
  }

  /** The account takes back all that it ever granted, as Google does for a revoked token. */
  withdraw(accountEmail: string): void {
    for (const [token, account] of this.#tokens) if (account === accountEmail) this.#tokens.delete(token);
  }

  #serve(): void {
    if (this.trouble !== undefined)
      throw new PortFailure(this.trouble, "the memory consent page is out of order, as it was told to be");
  }
}

const refused = (why: string): PortFailure => new PortFailure("code-refused", `the code is refused: ${why}`);
