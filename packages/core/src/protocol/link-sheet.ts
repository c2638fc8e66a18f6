import type { OpenBatch, SheetAddress } from "../model/batch.ts";
import type { LinkId, TenantId } from "../model/ids.ts";
import type { Ledger, LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import { defaultPolling } from "../model/polling.ts";
import type { SheetTemplate } from "../model/template.ts";
import type { EpochMs, TimeZone } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { changed, onLink, unchanged } from "./transition.ts";

/** A link to be: everything that was checked and prepared on the sheet before. */
export interface NewLink {
  readonly tenantId: TenantId;
  readonly linkId: LinkId;
  readonly sheet: SheetAddress;
  readonly accountEmail: string;
  readonly timeZone: TimeZone;
  readonly template: SheetTemplate;
  readonly grantVersion: number;
  readonly receiptBase: number;
  readonly fingerprint: string;
  readonly batchLimit: number;
  readonly now: EpochMs;
}

/**
 * Links the tenant to a sheet, for the first time or instead of the present one.
 *
 * A batch that is on its way to the old sheet becomes an orphan of it: its rows may still arrive there, so it is settled
 * when the tenant comes back. A batch that is on the old sheet for certain stays open until its records are marked.
 */
export const linkSheet =
  (plan: NewLink): Transition<LinkState> =>
  (state) => {
    // A repeat after a lost answer finds its own link.
    if (state?.link.linkId === plan.linkId) return unchanged(state);
    const next = state === undefined ? firstLink(plan) : relinked(state, plan);
    return { state: next, result: next };
  };

const firstLink = (plan: NewLink): LinkState => ({
  link: linkOf(plan),
  ledger: {
    nextSequence: 1,
    receiptBase: plan.receiptBase,
    fingerprint: plan.fingerprint,
    open: null,
    orphans: [],
    batchLimit: plan.batchLimit,
    lease: null,
    outbox: [],
    segments: [{ fromSequence: 1, linkId: plan.linkId, sheet: plan.sheet }],
    milestones: [],
    prunedThrough: 0,
  },
});

const relinked = ({ link, ledger }: LinkState, plan: NewLink): LinkState => {
  const { open } = ledger;
  const orphaned: readonly OpenBatch[] = open?.state === "planned" ? [{ ...open, giveUp: "relinked" }] : [];
  const next: Ledger = {
    ...ledger,
    open: open?.state === "applied" ? open : null,
    orphans: [...ledger.orphans, ...orphaned],
    receiptBase: plan.receiptBase,
    fingerprint: plan.fingerprint,
    batchLimit: plan.batchLimit,
    outbox: [],
    segments: [
      ...ledger.segments,
      { fromSequence: ledger.nextSequence, linkId: plan.linkId, sheet: plan.sheet },
    ],
    // Receipts of the old link stay on the old sheet; from here on only the new link's are counted and pruned.
    milestones: [],
    prunedThrough: ledger.nextSequence - 1,
  };
  return { link: { ...linkOf(plan), polling: link.polling }, ledger: next };
};

const linkOf = (plan: NewLink): LinkedSheet => ({
  tenantId: plan.tenantId,
  linkId: plan.linkId,
  status: "active",
  errorCode: null,
  errorDetails: null,
  lastAttempt: null,
  lastSyncStatus: null,
  lastSyncTimestamp: null,
  sheet: plan.sheet,
  accountEmail: plan.accountEmail,
  timeZone: plan.timeZone,
  template: plan.template,
  polling: defaultPolling(plan.now),
  incident: null,
  grantVersion: plan.grantVersion,
});

export interface Reconnection {
  /** The version that was in force when the consent began. */
  readonly fromVersion: number;
  readonly accountEmail: string;
}

/**
 * Puts a fresh grant in force; its credential is kept already. Done at most once from one version: of two consents at the
 * same time the first wins. `undefined`: no link, or the grant has moved on.
 */
export const reconnect = ({ fromVersion, accountEmail }: Reconnection): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.grantVersion === fromVersion + 1 && link.accountEmail === accountEmail) return unchanged(state);
    if (link.grantVersion !== fromVersion) return unchanged(undefined);
    const after: LinkState = {
      link: {
        ...link,
        status: "active",
        errorCode: null,
        errorDetails: null,
        accountEmail,
        grantVersion: fromVersion + 1,
      },
      ledger: { ...ledger, outbox: ledger.outbox.filter((notice) => notice.kind !== "link-failed") },
    };
    return changed(state, after, after);
  });
