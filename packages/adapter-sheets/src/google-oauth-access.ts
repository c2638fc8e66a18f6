import {
  type Clock,
  type ConsentQuestion,
  type GoogleAccess,
  type GrantedAccess,
  isPortFailure,
  PortFailure,
} from "@attendance-export/core";
import { CodeChallengeMethod, OAuth2Client } from "google-auth-library";
import { field } from "./google-answer.ts";
import { type Asked, isDeadToken, translate } from "./google-failure.ts";
import { defaultTimeoutsMs, type OAuthClientOptions } from "./google-sheets-options.ts";
import { accountOf } from "./id-token.ts";

/** What the consent of an admin needs. */
export interface GoogleOAuthOptions {
  readonly client: OAuthClientOptions;
  /** Where Google sends the browser back to; to the letter as it stands in Google's console. */
  readonly redirectUri: string;
  readonly clock: Clock;
  /** The permissions that an export cannot do without; `spreadsheets` unless said otherwise. */
  readonly scopes?: readonly string[];
  /** Where Google is; Google's own addresses unless an emulator stands in. */
  readonly endpoints?: {
    readonly consentUrl?: string;
    readonly tokenUrl?: string;
    readonly revokeUrl?: string;
  };
  readonly timeoutMs?: number;
}

const SPREADSHEETS = "https://www.googleapis.com/auth/spreadsheets";
/** Who consented: without it, nobody could tell a wrong account from the right one. */
const IDENTITY = ["openid", "email"];

const defaultEndpoints = {
  consentUrl: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenUrl: "https://oauth2.googleapis.com/token",
  revokeUrl: "https://oauth2.googleapis.com/revoke",
} as const;

/** Google's consent page and what follows it, on google-auth-library, every request of which is sent once. */
export class GoogleOAuthAccess implements GoogleAccess {
  readonly requiredScopes: readonly string[];
  readonly #options: GoogleOAuthOptions;
  readonly #client: OAuth2Client;

  constructor(options: GoogleOAuthOptions) {
    const { client, redirectUri, endpoints } = options;
    this.#options = options;
    this.requiredScopes = options.scopes ?? [SPREADSHEETS];
    this.#client = new OAuth2Client({
      clientId: client.id,
      clientSecret: client.secret,
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: endpoints?.consentUrl ?? defaultEndpoints.consentUrl,
        oauth2TokenUrl: endpoints?.tokenUrl ?? defaultEndpoints.tokenUrl,
      },
      // A redirect would carry codes and tokens to wherever it points.
      transporterOptions: {
        timeout: options.timeoutMs ?? defaultTimeoutsMs.token,
        redirect: "manual",
        responseType: "json",
      },
      // What they switch on can log requests and answers, tokens and all.
      useAuthRequestParameters: false,
    });
    this.#client.transporter.interceptors.request.add({ resolved: sentOnce });
  }

  /** Asks for consent each time, or a person who consented before would come back without a refresh token. */
  async consentUrl({ state, challenge, accountEmail }: ConsentQuestion): Promise<string> {
    return this.#client.generateAuthUrl({
      scope: [...IDENTITY, ...this.requiredScopes],
      access_type: "offline",
      prompt: "consent",
      state,
      code_challenge: challenge,
      code_challenge_method: CodeChallengeMethod.S256,
      ...(accountEmail === undefined ? {} : { login_hint: accountEmail }),
    });
  }

  async exchange({
    code,
    verifier,
  }: {
    readonly code: string;
    readonly verifier: string;
  }): Promise<GrantedAccess> {
    // Google would say that our request lacks a parameter, which sounds like a fault of ours.
    if (code === "") throw new PortFailure("code-refused", "the consent page came back with an empty code");
    const answer = await this.#sent([code, verifier], async () => {
      const { res } = await this.#client.getToken({ code, codeVerifier: verifier });
      return res?.data;
    });
    const refreshToken = field(answer, "refresh_token");
    if (typeof refreshToken !== "string" || refreshToken === "")
      throw new PortFailure(
        "code-refused",
        "Google gave no refresh token for this code: the consent was for one visit only. Ask for consent again.",
      );
    const accountEmail = accountOf(field(answer, "id_token"), this.#options.client.id);
    const scope = field(answer, "scope");
    const seconds = field(answer, "refresh_token_expires_in");
    return {
      refreshToken,
      accountEmail,
      scopes: typeof scope === "string" ? scope.split(" ") : [],
      expiresAt: typeof seconds === "number" ? this.#options.clock.now() + seconds * 1_000 : null,
    };
  }

  /** In the body: google-auth-library puts the token into the address, where proxies write it down. */
  async revoke(refreshToken: string): Promise<void> {
    const url = this.#options.endpoints?.revokeUrl ?? defaultEndpoints.revokeUrl;
    try {
      await this.#sent([refreshToken], () =>
        this.#client.transporter.request({
          url,
          method: "POST",
          data: new URLSearchParams({ token: refreshToken }),
        }),
      );
    } catch (failure) {
      if (isPortFailure(failure) && isDeadToken(failure)) return;
      throw failure;
    }
  }

  async #sent<Answer>(secrets: readonly string[], send: () => Promise<Answer>): Promise<Answer> {
    const asked: Asked = {
      of: "consent",
      secrets: [...secrets, this.#options.client.secret],
      now: this.#options.clock.now(),
    };
    try {
      return await send();
    } catch (thrown) {
      throw translate(thrown, asked)?.failure ?? thrown;
    }
  }
}

/**
 * google-auth-library asks for retries of every request to the token endpoint, also of the one that trades a code: a code works
 * once, so a repeat after a lost answer is refused, and looks like an attack.
 */
const sentOnce = async <Request extends { retry?: boolean; retryConfig?: unknown }>(
  request: Request,
): Promise<Request> => {
  request.retry = false;
  delete request.retryConfig;
  return request;
};
