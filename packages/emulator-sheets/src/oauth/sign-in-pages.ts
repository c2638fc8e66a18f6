import type { Account } from "../accounts/account.ts";
import { escapeHtml } from "../pages/escape-html.ts";
import { markSvg, type Page } from "../pages/page-shell.ts";
import type { AuthorizationError, AuthorizationRequest } from "./authorization-request.ts";
import { identityScopes, scopeDescription } from "./sign-in-scopes.ts";

const styles = ["base.css", "consent.css"];

function card(title: string, inside: string): Page {
  const header = `<header><span class="mark">${markSvg} Sheets emulator – sign in</span><span class="badge warn">Not Google</span></header>`;
  return {
    title: `${title} – Sheets emulator`,
    bodyClass: "sign-in",
    styles,
    main: `<main class="card">${header}<div class="inside">${inside}</div></main>`,
  };
}

const accountLine = ({ email, name }: Pick<Account, "email" | "name">): string =>
  `<span class="initial" aria-hidden="true">${escapeHtml(name.charAt(0) || "?")}</span>` +
  `<span><strong>${escapeHtml(name)}</strong><span class="soft">${escapeHtml(email)}</span></span>`;

/** The same request again, with an answer to one more question. */
function linkTo(query: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return escapeHtml(`?${changed.toString()}`);
}

/** Hidden fields that carry the request through a form sent by GET. */
const carried = (query: URLSearchParams, without: string): string =>
  [...query]
    .filter(([name]) => name !== without)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join("");

/** Which account is it to be? */
export function accountPage(
  { client, loginHint }: AuthorizationRequest,
  accounts: readonly Account[],
  query: URLSearchParams,
): Page {
  const items = accounts.map(
    (account) =>
      `<li><a class="account" href="${linkTo(query, { emulator_account: account.email })}">${accountLine(account)}</a></li>`,
  );
  const list = items.length === 0 ? "" : `<ul class="accounts">${items.join("")}</ul>`;
  const form =
    `<form class="new-account" method="get">${carried(query, "emulator_account")}` +
    `<label for="email">${items.length === 0 ? "Sign in with an account" : "Use another account"}</label>` +
    '<div class="row"><input id="email" name="emulator_account" type="email" required autocomplete="email" ' +
    `placeholder="ada@example.com" value="${escapeHtml(loginHint ?? "")}"><button class="primary">Continue</button></div>` +
    '<p class="soft small">Any address will do. An account that is not there yet is made; there are no passwords.</p></form>';
  const heading = `<h1>Choose an account</h1><p class="soft">to continue to <strong>${escapeHtml(client.appName)}</strong></p>`;
  return card("Choose an account", `<div>${heading}</div>${list}${form}`);
}

/** A scope's name, which may break after its last slash. */
const scopeName = (scope: string): string => escapeHtml(scope).replace(/\/(?=[^/]*$)/, "/<wbr>");

const scopeBox = (scope: string): string =>
  `<label class="scope"><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked>` +
  `<span>${escapeHtml(scopeDescription(scope))}<code>${scopeName(scope)}</code></span></label>`;

function identityLine(scopes: readonly string[]): string {
  const known = scopes.filter((scope) => identityScopes.includes(scope)).map(scopeDescription);
  if (known.length === 0) return "";
  const text = known.map((description) => escapeHtml(description)).join(" · ");
  return `<p class="soft"><span class="visually-hidden">Always included: </span>${text}</p>`;
}

function factsOf({ redirectUri, isOffline, challenge, client }: AuthorizationRequest): string {
  const facts: [string, string][] = [
    ["Answer goes to", redirectUri],
    ["Access", isOffline ? "offline, with a refresh token" : "online, no refresh token"],
    ["PKCE", challenge === undefined ? "none" : challenge.method],
    ["Consent screen", client.isTesting ? "in testing: tokens die after seven days" : "in production"],
  ];
  const items = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("");
  return `<dl class="facts">${items}</dl>`;
}

/** May the app do this? Each scope can be unticked, as at Google. */
export function consentPage(request: AuthorizationRequest, account: Account, query: URLSearchParams): Page {
  const { client, scopes } = request;
  const boxes = scopes.filter((scope) => !identityScopes.includes(scope)).map(scopeBox);
  const other = linkTo(query, {
    emulator_account: undefined,
    login_hint: undefined,
    prompt: "select_account consent",
  });
  const chosen = `<div class="chosen"><span class="account">${accountLine(account)}</span><a href="${other}">Change account</a></div>`;
  const appName = escapeHtml(client.appName);
  const fieldset =
    boxes.length === 0
      ? ""
      : `<fieldset><legend>Select what ${appName} may do</legend>${boxes.join("")}</fieldset>`;
  const form =
    `<form method="post" action="${linkTo(query, { emulator_account: account.email })}" class="new-account">` +
    `${fieldset}${identityLine(scopes)}${factsOf(request)}` +
    '<div class="choices"><button name="decision" value="deny">Cancel</button>' +
    '<button class="primary" name="decision" value="allow">Allow</button></div></form>';
  return card("Allow access", `<h1>${appName} wants access to your account</h1>${chosen}${form}`);
}

/** The page on which Google ends a request that it cannot send anybody back from. */
export function authorizationErrorPage(
  { httpStatus, error, message }: AuthorizationError,
  clientId: string | null,
): Page {
  const hint =
    error === "redirect_uri_mismatch"
      ? "<p>Name it when you start the emulator (<code>--redirect-uri</code>), or in a test: " +
        "<code>accounts.changeClient(clientId, { redirectUris: […] })</code>.</p>"
      : "";
  const facts =
    clientId === null ? "" : `<dl class="facts"><dt>Client</dt><dd>${escapeHtml(clientId)}</dd></dl>`;
  const problem = `<div class="problem"><p><strong>Error ${httpStatus}: ${escapeHtml(error)}</strong></p><p>${escapeHtml(message)}</p></div>`;
  return card("Access blocked", `<h1>Access blocked: the request is invalid</h1>${problem}${hint}${facts}`);
}
