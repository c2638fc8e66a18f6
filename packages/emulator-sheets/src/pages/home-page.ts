import type { Account } from "../accounts/account.ts";
import type { OAuthClient } from "../accounts/oauth-client.ts";
import { fileName, ownerOf, type StoredFile } from "../files/file.ts";
import type { Reply } from "../server/reply.ts";
import { reservedCells } from "../spreadsheet/spreadsheet.ts";
import { moduleName } from "./browser-module.ts";
import { escapeHtml } from "./escape-html.ts";
import type { PageServices } from "./page-services.ts";
import { markSvg, pageReply } from "./page-shell.ts";
import { troubleView } from "./sheet-view.ts";

const numbers = new Intl.NumberFormat("en");
const counted = (count: number, noun: string): string =>
  `${numbers.format(count)} ${noun}${count === 1 ? "" : "s"}`;

/** `just now`, `5 min ago`, `3 h ago`, `2 d ago`, on the emulator's clock. */
function ago(ms: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - ms) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

function sizeOf({ current, mimeType }: StoredFile): string {
  if (current === undefined) return escapeHtml(mimeType);
  const { sheets } = current.spreadsheet;
  const rows = sheets.reduce((sum, { grid }) => sum + grid.dataEnd, 0);
  const tabs = sheets.length === 1 ? "" : ` on ${sheets.length} tabs`;
  return `${counted(rows, "row")}${tabs}<span class="soft small ids">${counted(reservedCells(sheets), "cell")} reserved</span>`;
}

function fileRow(file: StoredFile, nowMs: number): string {
  const name = escapeHtml(fileName(file));
  const link =
    file.current === undefined
      ? name
      : `<a href="/spreadsheets/d/${encodeURIComponent(file.id)}/edit">${name}</a>`;
  const owner = ownerOf(file);
  const others = file.permissions.filter(({ emailAddress }) => emailAddress !== owner);
  const shared = others.map(
    ({ emailAddress, role }) =>
      `${escapeHtml(emailAddress ?? "everybody with the link")} <span class="soft small">${role}</span>`,
  );
  const trashed = file.trashed ? ' <span class="badge bad">in the bin</span>' : "";
  const changed = new Date(file.modifiedMs).toISOString();
  return (
    `<tr><th scope="row" class="name">${link}${trashed}<code class="soft small ids">${escapeHtml(file.id)}</code></th>` +
    `<td data-name="Owner">${escapeHtml(owner)}</td>` +
    `<td data-name="Shared with"><span>${shared.length === 0 ? '<span class="soft">nobody</span>' : shared.join("<br>")}</span></td>` +
    `<td data-name="Size" class="number"><span>${sizeOf(file)}</span></td>` +
    `<td data-name="Last change"><time datetime="${changed}" title="${changed}">${ago(file.modifiedMs, nowMs)}</time></td></tr>`
  );
}

function filesTable({ files, clock }: PageServices): string {
  const rows = files
    .list()
    .toReversed()
    .map((file) => fileRow(file, clock.now()));
  if (rows.length === 0) return '<p class="soft">No files yet. Create one here, or through the API.</p>';
  const head = ["File", "Owner", "Shared with", "Size", "Last change"].map(
    (name) => `<th scope="col"${name === "Size" ? ' class="number"' : ""}>${name}</th>`,
  );
  return `<div class="sheet-card scroll-x"><table class="list stack"><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

const actionForm = (what: string, text: string, fields: Readonly<Record<string, string>>): string => {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form data-what="${what}">${hidden.join("")}<button>${text}</button></form>`;
};

function change(email: string, text: string, changes: object): string {
  return actionForm("change account", text, { email, changes: JSON.stringify(changes) });
}

function accountRow({ email, name, isDeleted, mustSignInAgain, isStorageFull, service }: Account): string {
  const states = [
    isDeleted ? '<span class="badge bad">deleted</span>' : "",
    mustSignInAgain ? '<span class="badge warn">must sign in again</span>' : "",
    isStorageFull ? '<span class="badge warn">Drive full</span>' : "",
    service === undefined ? "" : '<span class="badge">service account</span>',
  ].filter((state) => state !== "");
  const actions = [
    actionForm("expire access tokens", "Expire access tokens", { email }),
    actionForm("revoke everything", "Revoke everything", { email }),
    ...(service === undefined
      ? [
          change(email, mustSignInAgain ? "Lift the session policy" : "Demand a new sign-in", {
            mustSignInAgain: !mustSignInAgain,
          }),
        ]
      : []),
    change(email, isStorageFull ? "Empty the Drive" : "Fill the Drive", { isStorageFull: !isStorageFull }),
    change(email, isDeleted ? "Bring back" : "Delete account", { isDeleted: !isDeleted }),
  ];
  return (
    `<tr><th scope="row" class="name">${escapeHtml(name)}<span class="soft small ids">${escapeHtml(email)}</span></th>` +
    `<td data-name="State"><span>${states.join(" ") || '<span class="soft">in order</span>'}</span></td>` +
    `<td class="bare"><div class="actions">${actions.join("")}</div></td></tr>`
  );
}

function accountsTable({ accounts }: PageServices): string {
  const rows = accounts.list().map(accountRow);
  if (rows.length === 0)
    return '<p class="soft">Nobody yet. Whoever signs in on the consent page is made on the spot.</p>';
  return `<div class="sheet-card scroll-x"><table class="list stack"><thead><tr><th scope="col">Account</th><th scope="col">State</th><th scope="col">What can happen to it</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function clientFacts({ clientId, clientSecret, redirectUris, appName, isTesting }: OAuthClient): string {
  const uris =
    redirectUris.length === 0
      ? '<span class="soft">none: every sign-in is refused</span>'
      : redirectUris.map((uri) => `<code>${escapeHtml(uri)}</code>`).join("<br>");
  return (
    `<dt>OAuth client</dt><dd>${escapeHtml(appName)} <span class="badge">${isTesting ? "in testing" : "in production"}</span></dd>` +
    `<dt>Client ID</dt><dd><code>${escapeHtml(clientId)}</code></dd><dt>Client secret</dt><dd><code>${escapeHtml(clientSecret)}</code></dd>` +
    `<dt>Redirect URIs</dt><dd>${uris}</dd>`
  );
}

function reach({ url, accounts }: PageServices): string {
  const base = escapeHtml(url());
  const facts = [
    ["Sheets and Drive", `<code>rootUrl: "${base}/"</code>`],
    ["Token endpoint", `<code>${base}/token</code>`],
    ["Consent page", `<code>${base}/o/oauth2/v2/auth</code>`],
  ].map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`);
  const clients = accounts
    .clients()
    .filter(({ clientId }) => accounts.list().every(({ service }) => service?.clientId !== clientId));
  return `<dl class="reach">${facts.join("")}${clients.map(clientFacts).join("")}</dl>`;
}

function trouble(services: PageServices): string {
  const { armed, held, staleSeconds } = troubleView(services);
  const parts = [
    armed > 0 ? `${counted(armed, "fault")} to come` : "",
    held > 0 ? `${counted(held, "call")} held` : "",
    staleSeconds > 0 ? `reads are ${staleSeconds} s old` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `<span class="badge warn">${parts.join(" · ")}</span>`;
}

const field = (label: string, input: string): string =>
  `<label class="field"><span>${label}</span>${input}</label>`;

/** The start page: the files of the emulated Drive, the accounts, and how a client finds its way here. */
export function homePage(services: PageServices): Reply {
  const owners = services.accounts.list().map(({ email }) => `<option value="${escapeHtml(email)}">`);
  const create =
    `<form class="order" data-what="create spreadsheet">${field("Title", '<input name="title" required value="Untitled spreadsheet">')}` +
    `${field("Owner", '<input name="owner" type="email" required list="owners" placeholder="ada@example.com">')}<button class="primary">Create spreadsheet</button></form>` +
    `<datalist id="owners">${owners.join("")}</datalist>`;
  const addAccount =
    `<form class="order" data-what="add account">${field("Address", '<input name="email" type="email" required placeholder="bob@example.com">')}` +
    `${field("Name", '<input name="name" placeholder="Bob">')}<button>Add account</button></form>`;
  const main =
    `<a class="skip" href="#files">Skip to the files</a><header class="top"><div><span class="mark">${markSvg} Sheets emulator</span><h1>Files</h1>` +
    `<p class="soft">A local stand-in for Google Sheets, Drive and sign-in. Nothing here reaches Google. <span id="trouble-state">${trouble(services)}</span></p></div></header>` +
    `<main><section aria-label="Files"><div id="files">${filesTable(services)}</div>${create}<p id="status" role="status"></p></section>` +
    `<section aria-labelledby="accounts-title"><header><h2 id="accounts-title">Accounts</h2><p class="soft">What befalls an account befalls every client that acts for it.</p></header>` +
    `<div id="accounts">${accountsTable(services)}</div>${addAccount}</section>` +
    `<section aria-labelledby="reach-title"><header><h2 id="reach-title">How to reach it</h2></header><div class="sheet-card">${reach(services)}</div></section></main>`;
  return pageReply(200, {
    title: "Sheets emulator",
    bodyClass: "home",
    styles: ["base.css", "home.css"],
    scripts: [moduleName("home")],
    main,
  });
}
