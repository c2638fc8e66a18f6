import type { Cell } from "./cell.ts";
import type { LinkId, RecordId, RunId, SpreadsheetId, TabId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** One tab of one spreadsheet. */
export interface SheetAddress {
  readonly spreadsheetId: SpreadsheetId;
  readonly tabId: TabId;
}

/** One record as it was rendered when its batch was planned; sent byte for byte however often it is sent. */
export interface FrozenRow {
  readonly recordId: RecordId;
  readonly revision: number;
  readonly cells: readonly Cell[];
}

/**
 * The mark that the sheet itself holds once a batch is on it: a write-once register.
 * Whoever creates the id first decides the batch: with its rows, or void.
 */
export interface Receipt {
  /** Google's `metadataId`, 1 to 2^31 - 1, unique in the spreadsheet: the link's base plus the sequence. */
  readonly id: number;
  /** Names this batch of this link; starts with the link's own fingerprint, so that a stranger's mark is told apart. */
  readonly tag: string;
}

/** Why a batch is given up: by writing a void receipt, never otherwise. */
export type GiveUpReason = "content" | "unanswered" | "relinked";

/** `planned`: on its way. `applied`: on the sheet for certain, its records not all marked yet. */
export type OpenBatchState = "planned" | "applied";

/** The batch a link is working on; at most one a tenant. Its rows lie beside it (`ExportLedger.frozenRows`). */
export interface OpenBatch {
  /** Counts a tenant's batches, from 1, never reset and never used twice. */
  readonly sequence: number;
  readonly linkId: LinkId;
  readonly sheet: SheetAddress;
  readonly receipt: Receipt;
  /** Records in it. */
  readonly size: number;
  readonly state: OpenBatchState;
  readonly plannedAt: EpochMs;
  readonly plannedBy: RunId;
  /** When the rows became certain; the `exportedAt` of its records, whoever marks them. */
  readonly appliedAt: EpochMs | null;
  /** A request without an answer may have begun then and still be in Google's hands; null when the last one was answered. */
  readonly unansweredSince: EpochMs | null;
  /** Sends whose outcome stayed open. */
  readonly inconclusive: number;
  /** Refusals with a text that nobody knows. */
  readonly unknownRefusals: number;
  readonly giveUp: GiveUpReason | null;
}

/** A batch with its rows: all that is needed to send it, from any process, at any time. */
export interface SealedBatch {
  readonly batch: OpenBatch;
  readonly rows: readonly FrozenRow[];
}

/** What became of a batch. */
export type BatchOutcome = "confirmed" | "void";

/** A batch that is over; kept for the history, without its rows, which are personal data. */
export interface ClosedBatch {
  readonly sequence: number;
  readonly linkId: LinkId;
  readonly sheet: SheetAddress;
  readonly receipt: Receipt;
  readonly size: number;
  readonly outcome: BatchOutcome;
  readonly plannedAt: EpochMs;
  readonly closedAt: EpochMs;
}
