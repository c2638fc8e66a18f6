import { PortFailure } from "@attendance-export/core";
import { Gaxios } from "gaxios";
import { field } from "./google-answer.ts";
import { translate } from "./google-failure.ts";
import { defaultEndpoints, defaultTimeoutsMs, type GoogleSheetsOptions } from "./google-sheets-options.ts";

export interface AccessToken {
  readonly token: string;
  /** When Google stops taking it, by our clock. */
  readonly expiresAt: number;
}

/** Turns refresh tokens into access tokens, one request for one; it repeats nothing and remembers nothing. */
export class TokenEndpoint {
  readonly #options: GoogleSheetsOptions;
  // A Gaxios of its own repeats nothing unless it is told to: google-auth-library would send this up to four times.
  readonly #http = new Gaxios({ retry: false });

  constructor(options: GoogleSheetsOptions) {
    this.#options = options;
  }

  async refresh(refreshToken: string): Promise<AccessToken> {
    const { client, clock, endpoints, timeoutsMs } = this.#options;
    const asked = { of: "token", secrets: [refreshToken, client.secret], now: clock.now() } as const;
    const data = await this.#http
      .request<unknown>({
        url: endpoints?.tokenUrl ?? defaultEndpoints.tokenUrl,
        method: "POST",
        data: new URLSearchParams({
          grant_type: "refresh_token",
          refresh_token: refreshToken,
          client_id: client.id,
          client_secret: client.secret,
        }),
        responseType: "json",
        // A redirect would carry the refresh token to wherever it points.
        redirect: "manual",
        timeout: timeoutsMs?.token ?? defaultTimeoutsMs.token,
      })
      .then(
        (response) => response.data,
        (thrown: unknown) => {
          throw translate(thrown, asked)?.failure ?? thrown;
        },
      );
    const token = field(data, "access_token");
    const seconds = field(data, "expires_in");
    if (typeof token !== "string" || typeof seconds !== "number")
      throw new PortFailure("answer-malformed", "the token endpoint answered 200 without an access token");
    return { token, expiresAt: asked.now + seconds * 1_000 };
  }
}
