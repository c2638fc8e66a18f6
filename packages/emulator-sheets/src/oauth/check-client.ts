import type { Accounts } from "../accounts/accounts.ts";
import type { OAuthClient } from "../accounts/oauth-client.ts";
import { type TokenRefusal, tokenRefusal } from "../accounts/token-answer.ts";
import { type Exchange, headerOf } from "../server/exchange.ts";

interface ClientProof {
  readonly id: string | undefined;
  readonly secret: string | undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** The client's id and secret, from the form or from HTTP Basic. */
function proofOf(exchange: Exchange, form: URLSearchParams): ClientProof {
  const basic = /^Basic (.+)$/i.exec(headerOf(exchange, "authorization") ?? "");
  const text = Buffer.from(basic?.[1] ?? "", "base64").toString();
  const colon = text.indexOf(":");
  const fromHeader = colon === -1 ? [] : [text.slice(0, colon), text.slice(colon + 1)].map(decoded);
  return { id: form.get("client_id") ?? fromHeader[0], secret: form.get("client_secret") ?? fromHeader[1] };
}

/** Checks the client as the token endpoint does, before it looks at anything else. */
export function checkClient(
  exchange: Exchange,
  form: URLSearchParams,
  accounts: Accounts,
): OAuthClient | TokenRefusal {
  const { id, secret } = proofOf(exchange, form);
  if (!id) return tokenRefusal(400, "invalid_request", "Could not determine client ID from request.");
  const client = accounts.findClient(id);
  if (client === undefined) return tokenRefusal(401, "invalid_client", "The OAuth client was not found.");
  if (client.isDeleted) return tokenRefusal(401, "deleted_client", "The OAuth client was deleted.");
  if (secret === undefined) return tokenRefusal(400, "invalid_request", "client_secret is missing.");
  if (client.clientSecret !== secret) return tokenRefusal(401, "invalid_client", "Unauthorized");
  return client;
}
