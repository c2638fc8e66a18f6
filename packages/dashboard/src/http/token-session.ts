import { CallFailure } from "../port/call-failure.ts";
import type { Credentials, Session, SessionState } from "../port/session.ts";

const KEY = "attendance-export.token";
const REFUSED = "The server does not take this token.";

/** The part of the browser's storage that is used; one tab's own. */
export type TokenStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface TokenSessionParts {
  /** Whether the server wants a token at all. */
  readonly needsToken: boolean;
  readonly storage: TokenStorage;
  /** The tenant to open first; operators may open every one. */
  readonly tenant: string | undefined;
  /** Whether the server takes this token; rejects with a `CallFailure` where it cannot be asked. */
  readonly isTaken: (token: string) => Promise<boolean>;
}

/** The visitor of an installation's own server: its operator, who shows its token where that is wanted. */
export class TokenSession implements Session {
  readonly #parts: TokenSessionParts;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #state: SessionState;

  constructor(parts: TokenSessionParts) {
    this.#parts = parts;
    this.#state = parts.needsToken && this.token() === undefined ? asks() : this.#open();
  }

  /** What to show the server, if anything. */
  token(): string | undefined {
    return this.#parts.storage.getItem(KEY) ?? undefined;
  }

  /** The server no longer takes the token that it was shown. */
  refused(): void {
    this.#parts.storage.removeItem(KEY);
    this.#tell(asks(REFUSED));
  }

  watch(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  async signIn(credentials: Credentials): Promise<void> {
    if (typeof credentials === "string" || !("token" in credentials))
      throw new CallFailure("unusable", "This server knows no accounts; show its token.");
    if (!(await this.#parts.isTaken(credentials.token))) throw new CallFailure("signed-out", REFUSED);
    this.#parts.storage.setItem(KEY, credentials.token);
    this.#tell(this.#open());
  }

  async signOut(): Promise<void> {
    this.#parts.storage.removeItem(KEY);
    this.#tell(this.#parts.needsToken ? asks() : this.#open());
  }

  #open(): SessionState {
    return { status: "open", visitor: { name: undefined, tenant: this.#parts.tenant, isOperator: true } };
  }

  #tell(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

const asks = (problem?: string): SessionState => ({
  status: "asks",
  wants: "token",
  ...(problem === undefined ? {} : { problem }),
});
