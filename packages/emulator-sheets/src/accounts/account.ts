/** A Google account that exists in the emulator. */
export interface Account {
  readonly email: string;
  readonly name: string;
  readonly isDeleted: boolean;
  /** A Workspace policy that demands a new sign-in: refreshing fails with `invalid_rapt`. */
  readonly mustSignInAgain: boolean;
  /** No room for another file. A service account never has any. */
  readonly isStorageFull: boolean;
  /** Set for a service account, which signs in with a key instead of a consent page. */
  readonly service?: ServiceIdentity;
}

/** What Google knows of a service account. */
interface ServiceIdentity {
  readonly clientId: string;
  /** PEM by key id. */
  readonly publicKeys: Readonly<Record<string, string>>;
}

/** What a test may do to an account. */
export type AccountChanges = Partial<Pick<Account, "isDeleted" | "mustSignInAgain" | "isStorageFull">>;

/** Whom an access token speaks for. */
export interface Caller {
  readonly email: string;
  readonly clientId: string;
  readonly projectNumber: string;
  readonly scopes: ReadonlySet<string>;
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

/** A service account's key, with the names of the file that Google's console gives. */
export interface ServiceAccountKey {
  readonly type: "service_account";
  readonly project_id: string;
  readonly private_key_id: string;
  /** PEM, PKCS #8. */
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
}
