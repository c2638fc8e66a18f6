import type { SheetAddress } from "../model/batch.ts";
import type { LinkId, TenantId } from "../model/ids.ts";
import type { Ledger, LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import { defaultPolling } from "../model/polling.ts";
import type { SheetTemplate } from "../model/template.ts";
import type { EpochMs, TimeZone } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { withoutFailure } from "./link-status.ts";
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
  readonly grantExpiresAt: EpochMs | null;
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
    lastClosed: null,
    orphans: [],
    batchLimit: plan.batchLimit,
    suspects: 0,
    lease: null,
    askedBy: null,
    outbox: [],
    deadLetters: [],
    segments: [{ fromSequence: 1, linkId: plan.linkId, sheet: plan.sheet }],
    milestones: [],
    prunedThrough: 0,
  },
});

const relinked = ({ link, ledger }: LinkState, plan: NewLink): LinkState => {
  const next: Ledger = {
    ...orphaningOpen(ledger),
    receiptBase: plan.receiptBase,
    fingerprint: plan.fingerprint,
    batchLimit: plan.batchLimit,
    suspects: 0,
    outbox: [],
    segments: [
      ...ledger.segments,
      { fromSequence: ledger.nextSequence, linkId: plan.linkId, sheet: plan.sheet },
    ],
    // Receipts of the old link stay on the old sheet; from here on only the new link's are counted and pruned.
    milestones: [],
    prunedThrough: ledger.nextSequence - 1,
  };
  const { frequency, maxRetries } = link.polling;
  // Taking the link away switched its schedule off; to link again is to want it on.
  const enabled = link.status === "unlinked" || link.polling.enabled;
  return {
    link: { ...linkOf(plan), polling: { ...defaultPolling(plan.now), enabled, frequency, maxRetries } },
    ledger: next,
  };
};

const orphaningOpen = (ledger: Ledger): Ledger =>
  ledger.open?.state === "planned"
    ? { ...ledger, open: null, orphans: [...ledger.orphans, { ...ledger.open, giveUp: "relinked" }] }
    : ledger;

/** Takes the link away. What is on its way becomes an orphan, settled if the tenant ever comes back to that sheet. */
export const unlinkSheet = (now: EpochMs): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.status === "unlinked") return unchanged(state);
    const after: LinkState = {
      link: {
        ...link,
        status: "unlinked",
        errorCode: null,
        errorDetails: null,
        incident: null,
        polling: { ...link.polling, enabled: false, nextPollAt: null },
        lastAttempt: link.lastAttempt ?? now,
      },
      ledger: { ...orphaningOpen(ledger), outbox: [] },
    };
    return changed(state, after, after);
  });

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
  grantExpiresAt: plan.grantExpiresAt,
});

export interface Reconnection {
  /** The version that was in force when the new grant was tried out. */
  readonly fromVersion: number;
  /** The new grant's own, drawn for it: no other consent has it. */
  readonly grantVersion: number;
  readonly accountEmail: string;
  readonly grantExpiresAt: EpochMs | null;
  readonly now: EpochMs;
}

/**
 * Puts a fresh grant in force; its credential is kept already. Done at most once from one version: of two consents at the
 * same time the first wins. `undefined`: no link, or the grant has moved on.
 */
export const reconnect = ({
  fromVersion,
  grantVersion,
  accountEmail,
  grantExpiresAt,
  now,
}: Reconnection): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.status === "unlinked") return unchanged(undefined);
    if (link.grantVersion === grantVersion) return unchanged(state);
    if (link.grantVersion !== fromVersion) return unchanged(undefined);
    const after: LinkState = {
      link: {
        ...link,
        status: "active",
        errorCode: null,
        errorDetails: null,
        accountEmail,
        grantVersion,
        grantExpiresAt,
        // The backlog drains at once, not at the next slot, even if whoever reconnects dies before asking for it.
        polling: {
          ...link.polling,
          retryCount: 0,
          ownFailures: 0,
          suspendedAt: null,
          nextPollAt: link.polling.enabled ? now : null,
        },
      },
      ledger: { ...ledger, outbox: withoutFailure(ledger.outbox) },
    };
    return changed(state, after, after);
  });
