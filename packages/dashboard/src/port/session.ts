/** Who looks at the page. `tenant` is the one that the person is an admin of; operators see every tenant. */
export interface Visitor {
  readonly name: string | undefined;
  readonly tenant: string | undefined;
  readonly isOperator: boolean;
}

/** `asks`: for an account or for the installation's token; `problem` says why the last answer was not taken. */
export type SessionState =
  | { readonly status: "checking" }
  | { readonly status: "asks"; readonly wants: "account" | "token"; readonly problem?: string }
  | { readonly status: "open"; readonly visitor: Visitor }
  | { readonly status: "no-admin"; readonly name: string };

export type Credentials =
  | { readonly email: string; readonly password: string }
  | { readonly token: string }
  | "google";

/** Who the visitor is, and how that changes. Rejects with a `CallFailure` and nothing else. */
export interface Session {
  /** Tells the state soon, then every change of it; what it returns ends that. */
  watch(listener: (state: SessionState) => void): () => void;
  /** Credentials that are refused change nothing. */
  signIn(credentials: Credentials): Promise<void>;
  /** Calling again does nothing. */
  signOut(): Promise<void>;
}
