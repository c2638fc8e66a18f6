import type { RecordId } from "../../model/ids.ts";
import type { AlteredCell } from "./compare-row.ts";

/** A list that may be long, shown from its beginning. */
export interface Listed<Item> {
  readonly count: number;
  /** At most `LISTED` of them. */
  readonly first: readonly Item[];
}

const LISTED = 100;

/** What a sheet holds beside what it should hold. Row numbers as people count them; the header is row 1. */
export interface AuditReport {
  /** Records that are marked as exported to this sheet. */
  readonly expected: number;
  /** Non-empty rows below the header. */
  readonly rows: number;
  /** Marked as exported, and not on the sheet: lost, or deleted by somebody. */
  readonly missing: Listed<RecordId>;
  /** Rows beyond the first of their record. */
  readonly duplicates: Listed<{ readonly recordId: RecordId; readonly row: number }>;
  /** Rows of no record that was exported to this sheet: people's own, or another tenant's. */
  readonly unknown: Listed<{ readonly row: number; readonly text: string }>;
  /** Rows that somebody changed since. */
  readonly altered: Listed<{
    readonly recordId: RecordId;
    readonly row: number;
    readonly cells: readonly AlteredCell[];
  }>;
  /** Records changed after their export; their rows show the revision that was written. */
  readonly corrected: number;
  /** The header row is not the template's any more. */
  readonly headerChanged: boolean;
}

/** Collects a list without keeping all of it. */
export class Listing<Item> implements Listed<Item> {
  count = 0;
  readonly first: Item[] = [];

  add(item: Item): void {
    this.count++;
    if (this.first.length < LISTED) this.first.push(item);
  }
}
