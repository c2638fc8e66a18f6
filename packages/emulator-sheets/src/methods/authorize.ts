import type { Caller } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { scopes } from "../accounts/oauth-client.ts";
import { ApiError } from "../server/api-error.ts";
import { type Exchange, headerOf } from "../server/exchange.ts";

const errorInfo = "type.googleapis.com/google.rpc.ErrorInfo";
const writing: readonly string[] = [scopes.spreadsheets, scopes.drive, scopes.driveFile];
const reading: readonly string[] = [...writing, scopes.spreadsheetsReadonly, scopes.driveReadonly];

/** The bearer token, from the header or the query. */
export function bearerOf(exchange: Exchange): string | undefined {
  const header = headerOf(exchange, "authorization");
  const bearer = header === undefined ? null : /^Bearer\s+(\S+)$/i.exec(header);
  return bearer?.[1] ?? exchange.query.get("access_token") ?? exchange.query.get("oauth_token") ?? undefined;
}

const unauthenticated = (): ApiError =>
  new ApiError(
    401,
    "UNAUTHENTICATED",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    { headers: { "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"' } },
  );

/** With an API key or nothing at all there is nobody who could have been given access. */
function withoutToken(exchange: Exchange, rpcMethod: string, project: string): ApiError {
  const key = exchange.query.get("key") ?? headerOf(exchange, "x-goog-api-key");
  if (key === undefined || key === null) {
    return new ApiError(
      403,
      "PERMISSION_DENIED",
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    );
  }
  const message = `Requests to this API sheets.googleapis.com method ${rpcMethod} are blocked.`;
  const metadata = { service: "sheets.googleapis.com", consumer: `projects/${project}` };
  return new ApiError(403, "PERMISSION_DENIED", message, {
    details: [{ "@type": errorInfo, reason: "API_KEY_SERVICE_BLOCKED", domain: "googleapis.com", metadata }],
  });
}

function insufficientScopes(rpcMethod: string, enough: readonly string[]): ApiError {
  const metadata = { service: "sheets.googleapis.com", method: rpcMethod };
  const challenge = `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${enough.join(" ")}"`;
  return new ApiError(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", {
    details: [
      { "@type": errorInfo, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", domain: "googleapis.com", metadata },
    ],
    headers: { "www-authenticate": challenge },
  });
}

function serviceDisabled(project: string): ApiError {
  const url = `https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=${project}`;
  const message = `Google Sheets API has not been used in project ${project} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const metadata = { service: "sheets.googleapis.com", consumer: `projects/${project}` };
  return new ApiError(403, "PERMISSION_DENIED", message, {
    details: [
      {
        "@type": "type.googleapis.com/google.rpc.Help",
        links: [{ description: "Google developers console API activation", url }],
      },
      { "@type": errorInfo, reason: "SERVICE_DISABLED", domain: "googleapis.com", metadata },
    ],
  });
}

/**
 * Who calls, once it is clear that the token is good for the method.
 *
 * @param rpcMethod the name by which errors call the method
 * @throws ApiError 401 for a dead token, 403 for no token, missing scopes, or an API that the project has not enabled
 */
export function authorize(
  exchange: Exchange,
  accounts: Accounts,
  { rpcMethod, isReadScopeEnough }: { rpcMethod: string; isReadScopeEnough: boolean },
): Caller {
  const token = bearerOf(exchange);
  if (token === undefined) throw withoutToken(exchange, rpcMethod, accounts.client.projectNumber);
  const caller = accounts.callerOf(token);
  if (caller === undefined) throw unauthenticated();
  const enough = isReadScopeEnough ? reading : writing;
  if (!enough.some((scope) => caller.scopes.has(scope))) throw insufficientScopes(rpcMethod, enough);
  if (accounts.findClient(caller.clientId)?.isSheetsEnabled === false)
    throw serviceDisabled(caller.projectNumber);
  return caller;
}
