import type { FailureCode } from "../../failures/failure-table.ts";
import type { SheetAddress } from "../../model/batch.ts";
import type { Cell } from "../../model/cell.ts";
import type { SpreadsheetId, TabId } from "../../model/ids.ts";
import type { Grant } from "../../model/linked-sheet.ts";
import { type SheetTemplate, sheetTemplate } from "../../model/template.ts";
import type { Closable } from "../contract.ts";

/** What really stands in a cell; a formula is what must never come from a text. */
export type TrueCell = Cell | { readonly formula: string };

export interface TrueTab {
  readonly tabId: TabId;
  readonly title: string;
  readonly columns: number;
  readonly frozenRows: number;
  /** Row 1, as text. */
  readonly header: readonly string[];
  /** From row 2 to the last row with data, each without empty cells at its end. */
  readonly rows: readonly (readonly TrueCell[])[];
}

/** A mark on the spreadsheet, whoever left it. */
export interface TrueMark {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

export interface TrueSpreadsheet {
  readonly title: string;
  readonly timeZone: string;
  readonly tabs: readonly TrueTab[];
  /** By id. */
  readonly marks: readonly TrueMark[];
}

/** What goes wrong with the service's next request; the one after it is served again. */
export type Trouble =
  /** The request never arrives. */
  | "unreachable"
  /** The connection breaks before the effect, or after it. */
  | "dropped"
  | "answer-lost"
  /** The connection breaks, and the effect comes when `land` is called. */
  | "late"
  /** A 503 instead of the effect, or after it; a 502 in HTML after it. */
  | "error-before"
  | "error-after"
  | "html-error-after"
  /** A 429, without a time to wait or with `TOLD_TO_WAIT_MS`. */
  | "rate-limited"
  | "rate-limited-with-wait"
  /** A 401, also to a fresh access token; a 403; a 404. */
  | "unauthenticated"
  | "access-denied"
  | "spreadsheet-not-found"
  /** A 400 in words that nobody knows; nothing is done. */
  | "refused-unknown";

export const TOLD_TO_WAIT_MS = 7_000;

/** What each trouble is to a caller. */
export const troubleCodes: Readonly<Record<Trouble, FailureCode>> = {
  unreachable: "unreachable",
  dropped: "no-answer",
  "answer-lost": "no-answer",
  late: "no-answer",
  "error-before": "provider-error",
  "error-after": "provider-error",
  "html-error-after": "provider-error",
  "rate-limited": "rate-limited",
  "rate-limited-with-wait": "rate-limited",
  unauthenticated: "unauthenticated",
  "access-denied": "access-denied",
  "spreadsheet-not-found": "spreadsheet-not-found",
  "refused-unknown": "refused-unknown",
};

/** Makes the service fail. */
export interface SpreadsheetLever {
  /** The next request meets the trouble, or the one after `served` more that are served as usual. */
  next(trouble: Trouble, served?: number): Promise<void>;
  /** Takes back what no request has met yet. */
  calm(): Promise<void>;
  /** Lets the requests held back by `late` take effect; resolves when they have. */
  land(): Promise<void>;
  /** The account withdraws this version: its refresh token and all access tokens of it stop working. */
  withdraw(grant: Grant): Promise<void>;
  /** The account consents again: the next version works. */
  reconnect(grant: Grant): Promise<Grant>;
  /** From now on used receipt ids are accepted: the promise everything rests on is broken. */
  acceptUsedReceiptIds(spreadsheetId: SpreadsheetId): Promise<void>;
}

/** What people do to a spreadsheet, beside the adapter. */
export interface SpreadsheetPeople {
  /** Types rows below the last one. */
  type(sheet: SheetAddress, rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Sorts what is below the header by column A, from Z to A. */
  sort(sheet: SheetAddress): Promise<void>;
  /** Empties everything below the header; the grid stays as large as it is. */
  erase(sheet: SheetAddress): Promise<void>;
  addTab(spreadsheetId: SpreadsheetId, title: string): Promise<SheetAddress>;
  renameTab(sheet: SheetAddress, title: string): Promise<void>;
  deleteTab(sheet: SheetAddress): Promise<void>;
  protect(sheet: SheetAddress): Promise<void>;
  /** Leaves no free row on the tab and no free cell in the file. */
  fill(sheet: SheetAddress): Promise<void>;
  makeRoom(sheet: SheetAddress): Promise<void>;
  leaveMark(spreadsheetId: SpreadsheetId, mark: TrueMark): Promise<void>;
}

/** The columns of the tab that a world begins with. */
export const worldTemplate: SheetTemplate = sheetTemplate([
  { header: "Record", source: "record.id", type: "text" },
  { header: "Date", source: "date", type: "date" },
  { header: "Member", source: "member.name", type: "text" },
  { header: "Check-in", source: "checkIn", type: "dateTime" },
  { header: "Hours", source: "fields.hours", type: "number" },
  { header: "Remote", source: "fields.remote", type: "boolean" },
]);

/** A spreadsheet with one tab of ours, empty below its header, and a grant that may edit it; nobody else uses it. */
export interface SpreadsheetWorld extends Closable {
  readonly grant: Grant;
  readonly sheet: SheetAddress;
  readonly lever: SpreadsheetLever;
  readonly people: SpreadsheetPeople;
  /** Reads the truth beside the adapter; undefined where there is no such file. */
  truth(spreadsheetId: SpreadsheetId): Promise<TrueSpreadsheet | undefined>;
  /** Tokens and client secrets in use so far: no failure may hold one. */
  secrets(): readonly string[];
}
