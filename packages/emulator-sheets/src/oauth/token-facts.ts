import { scopes } from "../accounts/oauth-client.ts";
import { subjectOf } from "../accounts/subject.ts";
import { bearerOf } from "../methods/authorize.ts";
import type { Exchange } from "../server/exchange.ts";
import type { Handled } from "../server/operation.ts";
import { profileClaims } from "./id-tokens.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { oauthReply } from "./token-endpoint.ts";

const refused = (status: number, error: string, description: string): Handled => ({
  reply: oauthReply(status, { error, error_description: description }),
  error: `${error}: ${description}`,
});

/** `POST /revoke`: ends a token and what hangs on it. */
export function revokeToken(exchange: Exchange, form: URLSearchParams, { accounts }: OAuthServices): Handled {
  const token = form.get("token") ?? exchange.query.get("token");
  if (!token) return refused(400, "invalid_request", "Missing required parameter: token");
  if (!accounts.revoke(token)) return refused(400, "invalid_token", "Token expired or revoked");
  return { reply: oauthReply(200, {}) };
}

/** `/tokeninfo`: what an access token is good for. */
export function tokenInfo(
  exchange: Exchange,
  form: URLSearchParams,
  { accounts, clock }: OAuthServices,
): Handled {
  const token = exchange.query.get("access_token") ?? form.get("access_token") ?? bearerOf(exchange);
  const caller = token === undefined ? undefined : accounts.callerOf(token);
  if (caller === undefined) return refused(400, "invalid_token", "Invalid Value");
  const { email, clientId, secondsLeft } = caller;
  const isIdentified = caller.scopes.has(scopes.email);
  const body = {
    azp: clientId,
    aud: clientId,
    sub: subjectOf(email),
    scope: [...caller.scopes].join(" "),
    exp: String(Math.floor(clock.now() / 1_000) + secondsLeft),
    expires_in: String(secondsLeft),
    ...(isIdentified ? { email, email_verified: "true" } : {}),
  };
  return { reply: oauthReply(200, body), email };
}

const unauthenticated = {
  error: {
    code: 401,
    message:
      "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    status: "UNAUTHENTICATED",
  },
};

/** `userinfo`: whom the token speaks for. Version 2 calls the id `id`, OpenID Connect `sub`. */
export function userInfo(exchange: Exchange, { accounts }: OAuthServices): Handled {
  const token = bearerOf(exchange);
  const caller = token === undefined ? undefined : accounts.callerOf(token);
  const account = caller === undefined ? undefined : accounts.find(caller.email);
  const identity = [scopes.openid, scopes.email, scopes.profile];
  if (caller === undefined || account === undefined || !identity.some((scope) => caller.scopes.has(scope))) {
    return { reply: oauthReply(401, unauthenticated), error: unauthenticated.error.message };
  }
  const { email_verified: isVerified, ...claims } = profileClaims(account, [...caller.scopes]);
  const id = subjectOf(account.email);
  const isVersion2 = exchange.path.startsWith("/oauth2/v2/") || exchange.path.startsWith("/userinfo/v2/");
  const body = isVersion2
    ? { id, ...claims, ...(isVerified === undefined ? {} : { verified_email: isVerified }) }
    : { sub: id, ...claims, ...(isVerified === undefined ? {} : { email_verified: isVerified }) };
  return { reply: oauthReply(200, body), email: account.email };
}
