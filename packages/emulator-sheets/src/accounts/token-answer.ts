/** What the token endpoint gives: an access token and what comes with it. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
  readonly refreshToken?: string;
  /** Sent with a refresh token that is known to die. */
  readonly refreshTokenExpiresInSeconds?: number;
  readonly idToken?: string;
}

/** Google's flat error: `{"error","error_description"}`. */
export interface TokenRefusal {
  readonly httpStatus: number;
  readonly error: string;
  readonly description: string;
  readonly subtype?: string;
}

export type TokenAnswer = IssuedTokens | TokenRefusal;

export const tokenRefusal = (
  httpStatus: number,
  error: string,
  description: string,
  subtype?: string,
): TokenRefusal => ({ httpStatus, error, description, ...(subtype === undefined ? {} : { subtype }) });

/** 400 invalid_grant: the person has to do something, whatever the description says. */
export const invalidGrant = (description: string, subtype?: string): TokenRefusal =>
  tokenRefusal(400, "invalid_grant", description, subtype);

export const isRefusal = (answer: object): answer is TokenRefusal => "error" in answer;
