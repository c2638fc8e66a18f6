import type { OAuthClient } from "../accounts/oauth-client.ts";
import { invalidGrant, type TokenAnswer, tokenRefusal } from "../accounts/token-answer.ts";
import { withIdToken } from "./exchange-grant.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { requestedScopes } from "./sign-in-scopes.ts";

/** Trades a refresh token for an access token: the call on which a lost connection shows. */
export function refreshGrant(
  client: OAuthClient,
  form: URLSearchParams,
  services: OAuthServices,
): TokenAnswer {
  const { accounts } = services;
  const text = form.get("refresh_token");
  if (!text) return tokenRefusal(400, "invalid_request", "Missing required parameter: refresh_token");
  const token = accounts.refreshToken(text);
  if (token === undefined) return invalidGrant("Bad Request");
  if (token.clientId !== client.clientId) return tokenRefusal(401, "unauthorized_client", "Unauthorized");
  const account = accounts.find(token.email);
  if (account?.isDeleted === true) return invalidGrant("Account has been deleted");
  if (!token.isLive) return invalidGrant("Token has been expired or revoked.");
  if (account?.mustSignInAgain === true)
    return invalidGrant("reauth related error (invalid_rapt)", "invalid_rapt");
  const wanted = requestedScopes(form.get("scope") ?? "");
  const excess = wanted.filter((scope) => !token.scopes.includes(scope));
  if (excess.length > 0) {
    return tokenRefusal(
      400,
      "invalid_scope",
      `Some requested scopes were invalid. {invalid=[${excess.join(", ")}]}`,
    );
  }
  const tokens = accounts.renew(text, client, wanted.length === 0 ? undefined : wanted);
  return withIdToken(tokens, { email: token.email, clientId: client.clientId }, services);
}
