import type { Accounts } from "../accounts/accounts.ts";
import type { OAuthClient } from "../accounts/oauth-client.ts";
import { requestedScopes, unknownScopes } from "./sign-in-scopes.ts";

/** A request for somebody's consent that Google would show a page for. */
export interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly isOffline: boolean;
  readonly prompts: ReadonlySet<string>;
  readonly loginHint: string | undefined;
  readonly includesGranted: boolean;
  readonly challenge: CodeChallenge | undefined;
  readonly nonce: string | undefined;
}

export interface CodeChallenge {
  readonly value: string;
  readonly method: "S256" | "plain";
}

/** A request that Google shows an error page for, without sending anybody back to the app. */
export class AuthorizationError extends Error {
  readonly httpStatus: number;
  readonly error: string;

  constructor(httpStatus: number, error: string, description: string) {
    super(description);
    this.name = "AuthorizationError";
    this.httpStatus = httpStatus;
    this.error = error;
  }
}

const invalidRequest = (description: string): AuthorizationError =>
  new AuthorizationError(400, "invalid_request", description);

const prompts = new Set(["none", "consent", "select_account"]);

function clientOf(query: URLSearchParams, accounts: Accounts): OAuthClient {
  const clientId = query.get("client_id");
  if (!clientId) throw invalidRequest("Missing required parameter: client_id");
  const client = accounts.findClient(clientId);
  if (client === undefined)
    throw new AuthorizationError(401, "invalid_client", "The OAuth client was not found.");
  if (client.isDeleted) throw new AuthorizationError(401, "deleted_client", "The OAuth client was deleted.");
  return client;
}

function redirectUriOf(query: URLSearchParams, client: OAuthClient): string {
  const uri = query.get("redirect_uri");
  if (!uri) throw invalidRequest("Missing required parameter: redirect_uri");
  if (client.redirectUris.includes(uri)) return uri;
  throw new AuthorizationError(
    400,
    "redirect_uri_mismatch",
    `The redirect URI in the request, ${uri}, does not match the ones authorized for the OAuth client.`,
  );
}

function challengeOf(query: URLSearchParams): CodeChallenge | undefined {
  const value = query.get("code_challenge");
  const method = query.get("code_challenge_method");
  if (value === null) {
    if (method !== null) throw invalidRequest("Missing required parameter: code_challenge");
    return undefined;
  }
  if (!/^[\w.~-]{43,128}$/.test(value))
    throw invalidRequest(`Invalid parameter value for code_challenge: '${value}'`);
  // RFC 7636: without a method the challenge is the verifier itself.
  if (method !== null && method !== "S256" && method !== "plain") {
    throw invalidRequest(
      `Invalid parameter value for code_challenge_method: '${method}' is not a valid CodeChallengeMethod.`,
    );
  }
  return { value, method: method ?? "plain" };
}

function promptsOf(query: URLSearchParams): ReadonlySet<string> {
  const asked = new Set((query.get("prompt") ?? "").split(/\s+/).filter((prompt) => prompt !== ""));
  const wrong = [...asked].find((prompt) => !prompts.has(prompt));
  if (wrong !== undefined)
    throw invalidRequest(`Invalid parameter value for prompt: Invalid prompt: ${wrong}`);
  if (asked.has("none") && asked.size > 1) {
    throw invalidRequest("Invalid parameter value for prompt: 'none' cannot be combined with others");
  }
  return asked;
}

function scopesOf(query: URLSearchParams): string[] {
  const scopes = requestedScopes(query.get("scope") ?? "");
  if (scopes.length === 0) throw invalidRequest("Missing required parameter: scope");
  const invalid = unknownScopes(scopes);
  if (invalid.length === 0) return scopes;
  const list = (names: readonly string[]): string => `[${names.join(", ")}]`;
  const valid = scopes.filter((scope) => !invalid.includes(scope));
  const description = `Some requested scopes were invalid. {valid=${list(valid)}, invalid=${list(invalid)}}`;
  throw new AuthorizationError(400, "invalid_scope", description);
}

/**
 * Reads the query of the authorization endpoint.
 *
 * @throws AuthorizationError for everything that Google shows an error page for
 */
export function authorizationRequest(query: URLSearchParams, accounts: Accounts): AuthorizationRequest {
  const client = clientOf(query, accounts);
  const redirectUri = redirectUriOf(query, client);
  const responseType = query.get("response_type");
  if (!responseType) throw invalidRequest("Required parameter is missing: response_type");
  if (responseType !== "code") {
    throw new AuthorizationError(400, "unsupported_response_type", `Invalid response_type: ${responseType}`);
  }
  const accessType = query.get("access_type") ?? "online";
  if (accessType !== "online" && accessType !== "offline") {
    throw invalidRequest(`Invalid parameter value for access_type: Invalid access type: ${accessType}`);
  }
  return {
    client,
    redirectUri,
    scopes: scopesOf(query),
    state: query.get("state") ?? undefined,
    isOffline: accessType === "offline",
    prompts: promptsOf(query),
    loginHint: query.get("login_hint") ?? undefined,
    includesGranted: query.get("include_granted_scopes")?.toLowerCase() === "true",
    challenge: challengeOf(query),
    nonce: query.get("nonce") ?? undefined,
  };
}
