import { type OAuthClient, scopes } from "../accounts/oauth-client.ts";
import {
  type IssuedTokens,
  invalidGrant,
  isRefusal,
  type TokenAnswer,
  tokenRefusal,
} from "../accounts/token-answer.ts";
import type { OAuthServices } from "./oauth-services.ts";

interface SignedIn {
  readonly email: string;
  readonly clientId: string;
  readonly nonce?: string | undefined;
}

/** Adds the ID token, when the person agreed to say who they are. */
export function withIdToken(
  tokens: IssuedTokens,
  { email, clientId, nonce }: SignedIn,
  { accounts, idTokens }: OAuthServices,
): IssuedTokens {
  const account = accounts.find(email);
  if (account === undefined || !tokens.scopes.includes(scopes.openid)) return tokens;
  const subject = { account, clientId, scopes: tokens.scopes, accessToken: tokens.accessToken, nonce };
  return { ...tokens, idToken: idTokens.issue(subject) };
}

/** Trades an authorization code for tokens. */
export function exchangeGrant(
  client: OAuthClient,
  form: URLSearchParams,
  services: OAuthServices,
): TokenAnswer {
  const code = form.get("code");
  if (!code) return tokenRefusal(400, "invalid_request", "Missing required parameter: code");
  const consent = services.codes.redeem({
    code,
    clientId: client.clientId,
    redirectUri: form.get("redirect_uri"),
    verifier: form.get("code_verifier"),
  });
  if (isRefusal(consent)) return consent;
  const { email, isOffline, nonce, scopes: granted } = consent;
  if (services.accounts.find(email)?.isDeleted === true) return invalidGrant("Account has been deleted");
  const tokens = services.accounts.grant({ email, client, scopes: granted, isOffline });
  return withIdToken(tokens, { email, clientId: client.clientId, nonce }, services);
}
