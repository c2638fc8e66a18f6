import type { Caller } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { bearerOf } from "../methods/authorize.ts";
import { type Exchange, headerOf } from "../server/exchange.ts";
import { DriveError, notEmulatedByDrive } from "./drive-error.ts";
import type { DriveMethod } from "./drive-method.ts";

const errorInfo = "type.googleapis.com/google.rpc.ErrorInfo";
const scopeRoot = "https://www.googleapis.com/auth/";

/** 401 as it is recorded: `status`, but no `details`. */
const invalidCredentials = (): DriveError =>
  new DriveError(
    401,
    "authError",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    {
      detail: "Invalid Credentials",
      place: { location: "Authorization", locationType: "header" },
      status: "UNAUTHENTICATED",
      headers: {
        "cache-control": "private",
        "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
      },
    },
  );

const unregisteredCaller = (): DriveError =>
  new DriveError(
    403,
    "forbidden",
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    { status: "PERMISSION_DENIED" },
  );

/** `files.list` → the name by which errors call it. */
function rpcName(method: DriveMethod): string {
  const [resource = "", verb = ""] = method.id.split(".");
  const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return `google.apps.drive.v3.Drive${capital(resource)}.${capital(verb)}`;
}

function insufficientScopes(method: DriveMethod): DriveError {
  const enough = method.scopes.map((scope) => `${scopeRoot}${scope}`).join(" ");
  const metadata = { service: "drive.googleapis.com", method: rpcName(method) };
  return new DriveError(403, "insufficientPermissions", "Request had insufficient authentication scopes.", {
    detail: "Insufficient Permission",
    status: "PERMISSION_DENIED",
    details: [
      { "@type": errorInfo, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", domain: "googleapis.com", metadata },
    ],
    headers: {
      "www-authenticate": `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${enough}"`,
    },
  });
}

function accessNotConfigured(project: string): DriveError {
  const url = `https://console.developers.google.com/apis/api/drive.googleapis.com/overview?project=${project}`;
  const message = `Google Drive API has not been used in project ${project} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const metadata = { service: "drive.googleapis.com", consumer: `projects/${project}` };
  return new DriveError(403, "accessNotConfigured", message, {
    domain: "usageLimits",
    status: "PERMISSION_DENIED",
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
 * @throws DriveError 401 for a dead token, 403 for no token, missing scopes, or an API that the project has not enabled
 */
export function authorizeDrive(exchange: Exchange, accounts: Accounts, method: DriveMethod): Caller {
  const token = bearerOf(exchange);
  if (token === undefined) {
    const key = exchange.query.get("key") ?? headerOf(exchange, "x-goog-api-key");
    throw key ? notEmulatedByDrive("Access with an API key") : unregisteredCaller();
  }
  const caller = accounts.callerOf(token);
  if (caller === undefined) throw invalidCredentials();
  if (!method.scopes.some((scope) => caller.scopes.has(`${scopeRoot}${scope}`)))
    throw insufficientScopes(method);
  if (accounts.findClient(caller.clientId)?.isDriveEnabled === false)
    throw accessNotConfigured(caller.projectNumber);
  return caller;
}
