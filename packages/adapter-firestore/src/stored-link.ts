import type { Frequency, Ledger, LinkedSheet, LinkState } from "@attendance-export/core";
import type { DocumentData, DocumentSnapshot } from "firebase-admin/firestore";
import { type Plain, type Stored, storedValue, valueIn } from "./stored-value.ts";

/** Numbers under these names are moments, in the link and in the ledger; one that is missing here stays a number. */
const MOMENTS: ReadonlySet<string> = new Set([
  "appliedAt",
  "at",
  "closedAt",
  "grantExpiresAt",
  "lastAttempt",
  "lastPolledAt",
  "lastSyncTimestamp",
  "nextPollAt",
  "notifiedAt",
  "openedAt",
  "plannedAt",
  "suspendedAt",
  "unansweredSince",
  "until",
]);

const MINUTES: Readonly<Record<string, number>> = {
  "15min": 15,
  "30min": 30,
  hourly: 60,
  daily: 1_440,
  weekly: 10_080,
};

/** For readers of the document; a cron expression has no one length. */
const intervalMinutes = (frequency: Frequency): number | null =>
  typeof frequency === "string" ? (MINUTES[frequency] ?? null) : null;

/** A value of the core as a document's fields, its moments as timestamps. */
export const storedFields = (value: object): DocumentData =>
  storedValue(value as Plain, MOMENTS) as DocumentData;

/** What `storedFields` was given. Only this package writes these documents, so their shape is what it was. */
export const fieldsIn = <Value>(data: DocumentData): Value => valueIn(data as Stored) as Value;

/** The link as `tenants/{tenant}/integrations/googleSheets` shows it to the tenant's admins. */
export const storedLink = ({ sheet, polling, ...link }: LinkedSheet): DocumentData =>
  storedFields({
    ...link,
    ...sheet,
    polling: { ...polling, intervalMinutes: intervalMinutes(polling.frequency) },
  });

type LinkFields = Omit<LinkedSheet, "sheet"> &
  LinkedSheet["sheet"] & { readonly polling: { readonly intervalMinutes: unknown } };

export const linkIn = (data: DocumentData): LinkedSheet => {
  const { spreadsheetId, tabId, polling, ...link } = fieldsIn<LinkFields>(data);
  const { intervalMinutes: _, ...schedule } = polling;
  return { ...link, sheet: { spreadsheetId, tabId }, polling: schedule };
};

/**
 * The ledger, in one map that no index needs (firestore.indexes.json). Its document counts its writes: one that changes
 * nothing else would leave the document's version as it was, and whoever decides on that version would miss a change.
 */
export const storedLedger = (ledger: Ledger, before: DocumentSnapshot): DocumentData => ({
  state: storedFields(ledger),
  writes: writesOf(before) + 1,
});

const writesOf = (document: DocumentSnapshot): number => Number(document.get("writes") ?? 0);

/** Undefined where the tenant has no link. */
export const linkStateIn = (link: DocumentSnapshot, ledger: DocumentSnapshot): LinkState | undefined => {
  const linkData = link.data();
  const ledgerData = ledger.data();
  if (linkData === undefined || ledgerData === undefined) return undefined;
  return { link: linkIn(linkData), ledger: fieldsIn<Ledger>(ledgerData.state) };
};
