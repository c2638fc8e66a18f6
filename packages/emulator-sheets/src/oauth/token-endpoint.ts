import type { Accounts, Refreshed } from "../accounts/accounts.ts";
import { type Exchange, headerOf } from "../server/exchange.ts";
import type { Handled, Surface } from "../server/operation.ts";
import { jsonReply } from "../server/reply.ts";

const decoder = new TextDecoder();

/** The client's id and secret, from the form or from HTTP Basic. */
function clientOf(exchange: Exchange, form: URLSearchParams): { id: string; secret: string | undefined } {
  const basic = /^Basic (.+)$/i.exec(headerOf(exchange, "authorization") ?? "");
  const [id, secret] = Buffer.from(basic?.[1] ?? "", "base64")
    .toString()
    .split(":")
    .map(decodeURIComponent);
  return { id: form.get("client_id") ?? id ?? "", secret: form.get("client_secret") ?? secret };
}

function answer(result: Refreshed): Handled {
  if ("error" in result) {
    const { httpStatus, error, description, subtype } = result;
    const body = {
      error,
      error_description: description,
      ...(subtype === undefined ? {} : { error_subtype: subtype }),
    };
    return { reply: jsonReply(httpStatus, body), error: `${error}: ${description}` };
  }
  const { accessToken, expiresInSeconds, scopes } = result;
  const body = {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    scope: scopes.join(" "),
    token_type: "Bearer",
  };
  return { reply: jsonReply(200, body) };
}

function exchangeToken(exchange: Exchange, body: Uint8Array, accounts: Accounts): Handled {
  const form = new URLSearchParams(decoder.decode(body));
  const { id, secret } = clientOf(exchange, form);
  const client = accounts.checkClient(id, secret);
  if (!("clientId" in client)) return answer(client);
  const grantType = form.get("grant_type");
  if (grantType !== "refresh_token") {
    return answer({
      httpStatus: 400,
      error: "unsupported_grant_type",
      description: `Invalid grant_type: ${grantType ?? ""}`,
    });
  }
  return answer(accounts.refresh(client, form.get("refresh_token") ?? ""));
}

/** `POST /token`, as at oauth2.googleapis.com: errors are flat, `{"error","error_description"}`. */
export const tokenSurface =
  (accounts: Accounts): Surface =>
  (exchange) => {
    if (exchange.httpMethod !== "POST" || exchange.path !== "/token") return undefined;
    return {
      kind: "api",
      service: "oauth",
      method: "token",
      access: "write",
      fileId: undefined,
      run: (body) => exchangeToken(exchange, body, accounts),
    };
  };
