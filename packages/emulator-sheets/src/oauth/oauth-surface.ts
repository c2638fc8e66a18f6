import type { Exchange } from "../server/exchange.ts";
import type { ApiOperation, Handled, Operation, Surface } from "../server/operation.ts";
import { jsonReply } from "../server/reply.ts";
import { authorize } from "./authorization-endpoint.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { exchangeToken } from "./token-endpoint.ts";
import { revokeToken, tokenInfo, userInfo } from "./token-facts.ts";

type Endpoint = (exchange: Exchange, form: URLSearchParams, services: OAuthServices) => Handled;

interface ApiEndpoint {
  readonly name: string;
  readonly access: "read" | "write";
  readonly run: Endpoint;
}

const token: ApiEndpoint = { name: "token", access: "write", run: exchangeToken };
const revoke: ApiEndpoint = { name: "revoke", access: "write", run: revokeToken };
const info: ApiEndpoint = { name: "tokeninfo", access: "read", run: tokenInfo };
const user: ApiEndpoint = {
  name: "userinfo.get",
  access: "read",
  run: (exchange, _form, services) => userInfo(exchange, services),
};

/** By method and path. The hosts differ at Google; here all are one. */
const endpoints: Readonly<Record<string, ApiEndpoint>> = {
  "POST /token": token,
  "POST /oauth2/v4/token": token,
  "POST /revoke": revoke,
  "POST /o/oauth2/revoke": revoke,
  "GET /tokeninfo": info,
  "POST /tokeninfo": info,
  "GET /oauth2/v3/tokeninfo": info,
  "GET /oauth2/v2/userinfo": user,
  "GET /oauth2/v3/userinfo": user,
  "GET /userinfo/v2/me": user,
  "GET /v1/userinfo": user,
  "POST /v1/userinfo": user,
};

const authorizationPaths = new Set(["/o/oauth2/v2/auth", "/o/oauth2/auth"]);

const decoder = new TextDecoder();
const formOf = (body: Uint8Array): URLSearchParams => new URLSearchParams(decoder.decode(body));

function plain(exchange: Exchange, services: OAuthServices, url: () => string): Operation | undefined {
  const { httpMethod, path } = exchange;
  if (authorizationPaths.has(path) && (httpMethod === "GET" || httpMethod === "POST")) {
    return { kind: "plain", run: (body) => authorize(exchange, formOf(body), services) };
  }
  if (httpMethod !== "GET") return undefined;
  if (path === "/oauth2/v3/certs")
    return { kind: "plain", run: () => jsonReply(200, services.idTokens.keySet()) };
  if (path === "/oauth2/v1/certs")
    return { kind: "plain", run: () => jsonReply(200, services.idTokens.pemKeys()) };
  if (path !== "/.well-known/openid-configuration") return undefined;
  return { kind: "plain", run: () => jsonReply(200, configuration(url())) };
}

/** What OpenID Connect libraries ask for first; the issuer is Google's, since ID tokens name it. */
const configuration = (url: string): unknown => ({
  issuer: "https://accounts.google.com",
  authorization_endpoint: `${url}/o/oauth2/v2/auth`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/v1/userinfo`,
  revocation_endpoint: `${url}/revoke`,
  jwks_uri: `${url}/oauth2/v3/certs`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["plain", "S256"],
  grant_types_supported: [
    "authorization_code",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
  ],
});

/** Google's sign-in and token endpoints, whatever the host they have there. */
export const oauthSurface =
  (services: OAuthServices, url: () => string): Surface =>
  (exchange) => {
    const endpoint = endpoints[`${exchange.httpMethod} ${exchange.path}`];
    if (endpoint === undefined) return plain(exchange, services, url);
    const { name, access, run } = endpoint;
    const operation: ApiOperation = {
      kind: "api",
      service: "oauth",
      method: name,
      access,
      fileId: undefined,
      run: (body) => run(exchange, formOf(body), services),
    };
    return operation;
  };
