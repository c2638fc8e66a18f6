import type { Account } from "../accounts/account.ts";
import { scopes as known } from "../accounts/oauth-client.ts";
import { pageReply } from "../pages/page-shell.ts";
import type { Exchange } from "../server/exchange.ts";
import type { Reply } from "../server/reply.ts";
import {
  AuthorizationError,
  type AuthorizationRequest,
  authorizationRequest,
} from "./authorization-request.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { accountPage, authorizationErrorPage, consentPage } from "./sign-in-pages.ts";
import { identityScopes } from "./sign-in-scopes.ts";

/** Back to the app, with what there is to say in the query of its redirect URI. */
function backToApp(
  { redirectUri, state }: AuthorizationRequest,
  answer: Readonly<Record<string, string>>,
): Reply {
  const [base = "", fragment] = redirectUri.split("#");
  const query = new URLSearchParams({ ...(state === undefined ? {} : { state }), ...answer });
  const location = `${base}${base.includes("?") ? "&" : "?"}${query}${fragment === undefined ? "" : `#${fragment}`}`;
  return { status: 302, headers: { location, "cache-control": "no-store", "content-length": "0" }, body: "" };
}

function withCode(
  request: AuthorizationRequest,
  { email }: Account,
  agreed: readonly string[],
  services: OAuthServices,
): Reply {
  const { client, isOffline, prompts, redirectUri, challenge, nonce } = request;
  const { clientId } = client;
  const earlier = services.accounts.consentOf(email, clientId);
  const isNew = agreed.some((scope) => !earlier.has(scope));
  services.accounts.agree(email, clientId, agreed);
  const scopes = request.includesGranted ? [...new Set([...agreed, ...earlier])] : agreed;
  const code = services.codes.issue({
    email,
    clientId,
    redirectUri,
    scopes,
    // Google gives a refresh token only with a consent, not with every sign-in.
    isOffline: isOffline && (isNew || prompts.has("consent")),
    challenge,
    nonce,
  });
  const prompt = isNew || prompts.has("consent") ? "consent" : "none";
  return backToApp(request, {
    iss: "https://accounts.google.com",
    code,
    scope: scopes.join(" "),
    authuser: "0",
    prompt,
  });
}

/** People who can sign in here: neither deleted nor service accounts. */
const people = ({ accounts }: OAuthServices): Account[] =>
  accounts.list().filter(({ isDeleted, service }) => !isDeleted && service === undefined);

function chosenAccount(
  request: AuthorizationRequest,
  query: URLSearchParams,
  services: OAuthServices,
): Account | undefined {
  const chosen = query.get("emulator_account");
  if (chosen !== null && /^[^\s@]+@[^\s@]+$/.test(chosen)) {
    const account = services.accounts.register(chosen);
    return account.isDeleted ? undefined : account;
  }
  if (request.prompts.has("select_account")) return undefined;
  return people(services).find(({ email }) => email === request.loginHint);
}

function isCovered(
  { client, scopes }: AuthorizationRequest,
  { email }: Account,
  { accounts }: OAuthServices,
): boolean {
  const earlier = accounts.consentOf(email, client.clientId);
  return scopes.every((scope) => earlier.has(scope));
}

/** Without a page: only for an account that is clear and has agreed to everything before. */
function withoutPage(request: AuthorizationRequest, services: OAuthServices): Reply {
  const signedIn = people(services);
  const account =
    signedIn.find(({ email }) => email === request.loginHint) ??
    (signedIn.length === 1 ? signedIn[0] : undefined);
  if (account === undefined || !isCovered(request, account, services)) {
    return backToApp(request, { error: "interaction_required" });
  }
  return withCode(request, account, request.scopes, services);
}

function ask(request: AuthorizationRequest, query: URLSearchParams, services: OAuthServices): Reply {
  if (request.prompts.has("none")) return withoutPage(request, services);
  const account = chosenAccount(request, query, services);
  if (account === undefined) return pageReply(200, accountPage(request, people(services), query));
  if (isCovered(request, account, services) && !request.prompts.has("consent")) {
    return withCode(request, account, request.scopes, services);
  }
  return pageReply(200, consentPage(request, account, query));
}

function decide(
  request: AuthorizationRequest,
  query: URLSearchParams,
  form: URLSearchParams,
  services: OAuthServices,
): Reply {
  const account = chosenAccount(request, query, services);
  if (account === undefined) return pageReply(200, accountPage(request, people(services), query));
  if (form.get("decision") !== "allow") return backToApp(request, { error: "access_denied" });
  const ticked = new Set(form.getAll("scope"));
  const agreed = request.scopes.filter((scope) => ticked.has(scope) || identityScopes.includes(scope));
  const isNothing = agreed.every((scope) => scope === known.openid) && request.scopes.length > agreed.length;
  return agreed.length === 0 || isNothing
    ? backToApp(request, { error: "access_denied" })
    : withCode(request, account, agreed, services);
}

/** `/o/oauth2/v2/auth`, as at accounts.google.com: the pages between an app and a person's consent. */
export function authorize(
  { httpMethod, query }: Exchange,
  form: URLSearchParams,
  services: OAuthServices,
): Reply {
  try {
    const request = authorizationRequest(query, services.accounts);
    return httpMethod === "POST" ? decide(request, query, form, services) : ask(request, query, services);
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    return pageReply(error.httpStatus, authorizationErrorPage(error, query.get("client_id")));
  }
}
