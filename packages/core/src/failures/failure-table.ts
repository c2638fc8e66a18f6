import {
  BLIND,
  DOUBTFUL,
  type FailureKind,
  kind,
  link,
  OURS_FOR_NOW,
  ours,
  provider,
  record,
  WAITING,
} from "./failure-kind.ts";

/** Every way in which a port can be unable. Codes are API and never change their meaning; sentences may improve. */
export const failureTable = {
  // The provider, for everybody.
  unreachable: provider(
    "transient",
    "in-run",
    WAITING,
    "The request never left: DNS, connection refused or TLS. Check the network.",
  ),
  "no-answer": provider(
    "ambiguous",
    "later",
    WAITING,
    "The connection broke or timed out after sending. The receipt decides.",
  ),
  "provider-error": provider(
    "ambiguous",
    "in-run",
    WAITING,
    "A 5xx, a 408 or an HTML error page. The batch may have been written; the receipt decides.",
  ),
  "rate-limited": provider(
    "transient",
    "in-run",
    WAITING,
    "Quota of the minute is spent (429, or 403 with a rate limit reason). Waits for the next minute; never counts against a link.",
  ),
  "circuit-open": provider(
    "transient",
    "later",
    WAITING,
    "Too many calls failed; the breaker lets none through for a minute. What failed before says why.",
  ),
  "receipt-not-visible": provider(
    "transient",
    "later",
    WAITING,
    "Google says the receipt exists but does not show it. Reads lag for up to 40 s; the next run looks again.",
  ),
  "out-of-time": provider(
    "transient",
    "later",
    WAITING,
    "The call's or the run's time was up before it could be made. The next run goes on where this one stopped.",
  ),

  // The link: its admin can mend it.
  "access-revoked": link(
    "Google access was withdrawn or has expired. Click Reconnect Google and choose the same account.",
    "invalid_grant: revoked, six months unused, password changed, account deleted, a session policy, or seven days in a Testing consent screen: if every link dies after a week, publish the consent screen.",
  ),
  "access-denied": link(
    "The connected Google account may no longer edit the sheet. Share the sheet with it as Editor, or click Reconnect Google.",
    "403 PERMISSION_DENIED on the spreadsheet, confirmed by a second look.",
    DOUBTFUL,
  ),
  "edit-denied": link(
    "The connected Google account may see the sheet but no longer edit it. Share the sheet with it as Editor, or click Reconnect Google.",
    "403 PERMISSION_DENIED for two writes, while a read between them works: the account is a viewer now, or the file is locked.",
    BLIND,
  ),
  "scope-missing": link(
    "A permission was left unticked at Google. Click Reconnect Google and tick every box.",
    "403 ACCESS_TOKEN_SCOPE_INSUFFICIENT. Consents that lack a permission are refused, so it was taken back later.",
  ),
  unauthenticated: link(
    "Google no longer accepts the connection. Click Reconnect Google.",
    "401 with a fresh access token, confirmed by a second look.",
    DOUBTFUL,
  ),
  "spreadsheet-not-found": link(
    "The sheet was deleted, or the connected account cannot see it. Restore it from the bin, share it with the account, or link another sheet.",
    "404 on the spreadsheet; also a Google Doc's id, or a file not opened with this app.",
    DOUBTFUL,
  ),
  "not-a-spreadsheet": link(
    "The linked file is not a Google Sheet. Open it, choose File › Save as Google Sheets, and link the result.",
    "400 FAILED_PRECONDITION: an Office file.",
  ),
  "code-refused": kind(
    { class: "permanent", blame: "operator", retry: "never" },
    "Google did not accept the answer of its consent page. Start again with Reconnect Google.",
    "The token endpoint refused an authorization code: used before, too old, or made for another client or verifier.",
  ),
  "tab-missing": link(
    "The attendance tab was deleted. Restore it from the version history, or link the sheet again to get a new one.",
    "400 No grid with id / No sheet with id / Unable to parse range.",
  ),
  "sheet-protected": link(
    "The attendance tab is protected against the connected account. Let that account edit it, or remove the protection.",
    "400 You are trying to edit a protected cell or object.",
    BLIND,
  ),
  "sheet-full": link(
    "The sheet has reached Google's limit of 10 million cells. Delete unused tabs or rows, or link a new sheet.",
    "400 above the limit of 10000000 cells; reserved cells count.",
    BLIND,
  ),
  "storage-full": link(
    "The Google Drive of the connected account is full. Free some space, then click Sync now.",
    "403 storageQuotaExceeded. Permanent, though it looks like a quota; a service account never has any storage.",
    BLIND,
  ),
  "quarantine-full": link(
    "More than 1,000 records cannot be written. Look at the list of set-aside records and mend the column they share.",
    "The limit of set-aside records of one tenant is reached; most often a template that does not fit.",
    BLIND,
  ),

  // Us: operators mend it, tenants are never flagged.
  "client-misconfigured": ours(
    "invalid_client, deleted_client, unauthorized_client, a redirect mismatch or a wrong clock: our OAuth client. Mend the credentials; do not ask admins to reconnect.",
  ),
  "api-disabled": ours(
    "403 SERVICE_DISABLED, accessNotConfigured: enable the Sheets API in our Google Cloud project; it takes some minutes.",
  ),
  "request-malformed": ours(
    "Google rejected the shape of our request. A defect of this program: report it with the id of the run.",
  ),
  "answer-malformed": ours("An answer that does not look like the API's. Check proxies and the API version."),
  "credential-unreadable": ours(
    "A stored refresh token does not open: wrong key, moved ciphertext or a damaged document. Never overwrite it.",
  ),
  "credential-missing": ours(
    "No stored refresh token for this version of the grant. Once is a run that was overtaken by a reconnect; again and again, ask the admin to reconnect.",
  ),
  "receipts-full": ours(
    "The spreadsheet holds 30,000 characters of metadata: prune older receipts, or ask who else writes metadata.",
  ),
  "receipts-unsafe": ours(
    "Google accepted a used metadata id: the promise that every export rests on does not hold there. Stop, and tell us.",
  ),
  "sheet-diverged": ours(
    "The sheet holds a receipt of this link that the ledger does not know: the store was restored from a backup. Compare with `verify` before going on.",
  ),
  "store-misconfigured": ours(
    "The store refuses: missing index, missing rights, read-only file or unknown schema version.",
  ),
  "store-full": ours("The disk or the quota of the store is full. Make room; nothing is lost meanwhile."),
  "run-abandoned": ours(
    "A run ended without a word: its process died, or another run took over. A later run takes its batch up. After maxRetries deaths in a row the schedule rests: look for memory and time limits.",
  ),
  "link-missing": ours("The tenant has no linked sheet. Nothing to do, unless somebody expected one."),

  // What we keep things in, for a moment.
  "store-unavailable": provider(
    "ambiguous",
    "in-run",
    OURS_FOR_NOW,
    "The store did not answer or was too busy. Everything may be repeated; look at its status if it lasts.",
  ),
  "queue-unavailable": provider(
    "ambiguous",
    "in-run",
    OURS_FOR_NOW,
    "The queue did not take a request or a dead letter. What is due is asked for again; dead letters stay in the outbox.",
  ),
  "vault-unavailable": provider(
    "transient",
    "in-run",
    OURS_FOR_NOW,
    "The service that holds the keys (Cloud KMS, Secret Manager) did not answer. Look at its status; no link is flagged.",
  ),

  // Records.
  "content-refused": record(
    "Google refuses something in this record, such as a text of over 50,000 characters. Mend it, and it is exported by itself.",
    "400 about the content. The batch is split until the record is found, which is set aside; the rest goes on.",
  ),
  "too-large": record(
    "This record is too large for Google Sheets. Shorten its texts, and it is exported by itself.",
    "413 or a payload over the limit. The batch is split; a record that is too large alone is set aside.",
  ),
  "refused-unknown": kind(
    { class: "permanent", blame: "record", retry: "later" },
    WAITING,
    "400 with a text nobody knows. Seen twice, the batch is split until the record is found; never an account failure.",
  ),
  "receipt-in-use": kind(
    { class: "permanent", blame: "record", retry: "never" },
    WAITING,
    "The batch's receipt exists already; its content decides.",
  ),

  // Notices.
  "notice-undelivered": provider(
    "ambiguous",
    "later",
    OURS_FOR_NOW,
    "The push service or the mail server did not take the message. Notices stay in the outbox; a device that is gone is forgotten.",
  ),
} as const satisfies Record<string, FailureKind>;

/** Codes are API: dashboards, logs and history hold them. */
export type FailureCode = keyof typeof failureTable;

export const failureKind = (code: FailureCode): FailureKind => failureTable[code];

export const isFailureCode = (text: string): text is FailureCode => Object.hasOwn(failureTable, text);
