import type { FailureCode } from "../failures/failure-table.ts";
import type { OpenBatch, SheetAddress } from "./batch.ts";
import type { DeadLetter } from "./dead-letter.ts";
import type { LinkId, RunId, TenantId } from "./ids.ts";
import type { Polling } from "./polling.ts";
import type { SheetTemplate } from "./template.ts";
import type { EpochMs, TimeZone } from "./time.ts";

/** One consent of one account. A reconnect raises the version; a failure counts only against the version it met. */
export interface Grant {
  readonly tenantId: TenantId;
  /** From 1. */
  readonly version: number;
}

/** One failure episode of one link: from the first failed run to the next good one. */
export interface Incident {
  readonly openedAt: EpochMs;
  readonly notifiedAt: EpochMs | null;
  /** Admins have heard what they can do, and not merely that the schedule rests. */
  readonly instructed: boolean;
  readonly remindersSent: number;
}

/** What an admin may see of the link; holds no secret (`tenants/{t}/integrations/googleSheets`). */
export interface LinkedSheet {
  readonly tenantId: TenantId;
  readonly linkId: LinkId;
  /** `unlinked`: the admin took the link away; its history and its ledger stay. */
  readonly status: "active" | "error" | "unlinked";
  readonly errorCode: FailureCode | null;
  /** One sentence: what happened and what the admin can do. Null while active. */
  readonly errorDetails: string | null;
  readonly lastAttempt: EpochMs | null;
  readonly lastSyncStatus: "Success" | "Failed" | null;
  /** The time of the last good run. */
  readonly lastSyncTimestamp: EpochMs | null;
  readonly sheet: SheetAddress;
  readonly accountEmail: string;
  readonly timeZone: TimeZone;
  readonly template: SheetTemplate;
  readonly polling: Polling;
  readonly incident: Incident | null;
  readonly grantVersion: number;
  /** When the grant dies by itself, where Google says so. */
  readonly grantExpiresAt: EpochMs | null;
}

/** Who works on the link. Saves work; no safety rests on it. */
export interface Lease {
  readonly owner: RunId;
  readonly until: EpochMs;
  /** Earlier runs that never said they were over; their rows of the history are still to be closed. */
  readonly ghosts: readonly RunId[];
}

/** A message that must reach the admins; kept until it was handed over. */
export interface Notice {
  /** The same for the same incident and kind, so that a repeat can be recognised. */
  readonly id: string;
  readonly kind: "link-failed" | "reminder" | "link-healed" | "polling-suspended" | "grant-expiring";
  readonly code: FailureCode | null;
  readonly at: EpochMs;
}

/** From this sequence on, batches go to this sheet; the last one is the present link's. */
export interface LedgerSegment {
  readonly fromSequence: number;
  readonly linkId: LinkId;
  readonly sheet: SheetAddress;
}

/** A sequence and when it was confirmed: enough to know which receipts are old, without keeping every date. */
export interface Milestone {
  readonly sequence: number;
  readonly at: EpochMs;
}

/** The batch that was closed last, and by whom: a run counts a batch only if it closed it itself. */
interface LastClosed {
  readonly sequence: number;
  readonly closedBy: RunId;
}

/** What the export must remember between runs; no client ever reads it (`private/ledger`). */
export interface Ledger {
  readonly nextSequence: number;
  /** The receipt of batch n is `receiptBase + n`. Random for each link, 2^20 to 2^30. */
  readonly receiptBase: number;
  /** Starts every tag of this link. */
  readonly fingerprint: string;
  readonly open: OpenBatch | null;
  readonly lastClosed: LastClosed | null;
  /** Batches left open on sheets that were linked before; void or adopted when the tenant comes back to that sheet. */
  readonly orphans: readonly OpenBatch[];
  /** Rows the next batch may have; halves when a batch is given up, doubles when one is confirmed. */
  readonly batchLimit: number;
  /** So many records at the head of the backlog hold one that was refused; 0 while none is searched for. */
  readonly suspects: number;
  readonly lease: Lease | null;
  /** The process that asked for a run which has not begun yet, where requests die with the process that holds them. */
  readonly askedBy: RunId | null;
  readonly outbox: readonly Notice[];
  /** Failed runs that operators must hear of; kept until the queue has taken them. */
  readonly deadLetters: readonly DeadLetter[];
  readonly segments: readonly LedgerSegment[];
  readonly milestones: readonly Milestone[];
  /** Receipts up to this sequence are removed from the sheet. */
  readonly prunedThrough: number;
}

/** All that one transaction reads and writes. */
export interface LinkState {
  readonly link: LinkedSheet;
  readonly ledger: Ledger;
}
