/** What a callable function answers a browser. */
export interface CallAnswer {
  readonly status: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly status: string;
    readonly message: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** Calls a callable function as the Firebase SDK for browsers does. */
export const call = async (url: string, data: unknown, idToken?: string): Promise<CallAnswer> => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(idToken === undefined ? {} : { authorization: `Bearer ${idToken}` }),
    },
    body: JSON.stringify({ data }),
  });
  return { status: response.status, ...((await response.json()) as Omit<CallAnswer, "status">) };
};

/** Every user's of these tests. */
export const PASSWORD = "correct horse battery staple";

/** Makes users with claims in the Auth emulator, and signs them in as a browser does. */
export class AuthDesk {
  readonly #host: string;
  readonly #projectId: string;

  constructor(host: string, projectId: string) {
    this.#host = host;
    this.#projectId = projectId;
  }

  /** Makes a user with these claims and gives the ID token that a browser would have. */
  async signIn(uid: string, claims: Readonly<Record<string, string>>): Promise<string> {
    const email = `${uid}@example.org`;
    const password = PASSWORD;
    const project = `projects/${this.#projectId}`;
    await this.#ask(`${project}/accounts`, { localId: uid, email, password });
    await this.#ask(`${project}/accounts:update`, { localId: uid, customAttributes: JSON.stringify(claims) });
    const { idToken } = await this.#ask("accounts:signInWithPassword", {
      email,
      password,
      returnSecureToken: true,
      targetProjectId: this.#projectId,
    });
    return String(idToken);
  }

  /** As the project's owner: a browser's key would lead to the emulator's one default project. */
  async #ask(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(`http://${this.#host}/identitytoolkit.googleapis.com/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer owner" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the Auth emulator refuses ${path}: ${await response.text()}`);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  }

  /** A token that nobody issued, with every claim that one would want. */
  forge(claims: Readonly<Record<string, unknown>>): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const now = Math.floor(Date.now() / 1_000);
    const body = {
      ...{ sub: "mallory", uid: "mallory", user_id: "mallory", auth_time: now, iat: now, exp: now + 3_600 },
      ...{ aud: this.#projectId, iss: `https://securetoken.google.com/${this.#projectId}`, firebase: {} },
      ...claims,
    };
    return `${part({ alg: "none", typ: "JWT" })}.${part(body)}.`;
  }
}
