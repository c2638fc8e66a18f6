import { isRefusal, type TokenAnswer, tokenRefusal } from "../accounts/token-answer.ts";
import type { Exchange } from "../server/exchange.ts";
import type { Handled } from "../server/operation.ts";
import { jsonReply } from "../server/reply.ts";
import { checkClient } from "./check-client.ts";
import { exchangeGrant } from "./exchange-grant.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { refreshGrant } from "./refresh-grant.ts";
import { serviceAccountGrant } from "./service-account-grant.ts";

const noStore = { "cache-control": "no-cache, no-store, max-age=0, must-revalidate", pragma: "no-cache" };

/** A flat error as Google's OAuth endpoints send it. */
export function oauthReply(status: number, body: unknown): Handled["reply"] {
  const reply = jsonReply(status, body);
  return { ...reply, headers: { ...reply.headers, ...noStore } };
}

function answer(result: TokenAnswer): Handled {
  if (isRefusal(result)) {
    const { httpStatus, error, description, subtype } = result;
    const body = {
      error,
      error_description: description,
      ...(subtype === undefined ? {} : { error_subtype: subtype }),
    };
    return { reply: oauthReply(httpStatus, body), error: `${error}: ${description}` };
  }
  const { accessToken, expiresInSeconds, scopes, refreshToken, refreshTokenExpiresInSeconds, idToken } =
    result;
  const body = {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    refresh_token: refreshToken,
    scope: scopes.join(" "),
    token_type: "Bearer",
    id_token: idToken,
    refresh_token_expires_in: refreshTokenExpiresInSeconds,
  };
  return { reply: oauthReply(200, body) };
}

/** `POST /token`, as at oauth2.googleapis.com: errors are flat, `{"error","error_description"}`. */
export function exchangeToken(exchange: Exchange, form: URLSearchParams, services: OAuthServices): Handled {
  const grantType = form.get("grant_type");
  if (grantType === "urn:ietf:params:oauth:grant-type:jwt-bearer")
    return answer(serviceAccountGrant(form, services));
  const client = checkClient(exchange, form, services.accounts);
  if (isRefusal(client)) return answer(client);
  if (grantType === "refresh_token") return answer(refreshGrant(client, form, services));
  if (grantType === "authorization_code") return answer(exchangeGrant(client, form, services));
  if (!grantType)
    return answer(tokenRefusal(400, "invalid_request", "Missing required parameter: grant_type"));
  return answer(tokenRefusal(400, "unsupported_grant_type", `Invalid grant_type: ${grantType}`));
}
