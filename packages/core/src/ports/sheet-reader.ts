import type { SheetAddress } from "../model/batch.ts";
import type { Cell } from "../model/cell.ts";
import type { Grant } from "../model/linked-sheet.ts";

export interface SheetRow {
  /** As people count: the header is row 1. */
  readonly rowNumber: number;
  /** As the sheet holds them, without trailing empty cells; dates as plain serial numbers, for a sheet does not tell. */
  readonly cells: readonly Exclude<Cell, object>[];
}

export interface SheetPage {
  /** First row wanted, from 1. */
  readonly fromRow: number;
  readonly rows: number;
}

/** Reads a sheet back, for audits; the export itself never does. Rejects with a `PortFailure` and nothing else. */
export interface SheetReader {
  /** The non-empty rows in that range, in order. `undefined` once `fromRow` lies below the grid. May lag behind writes. */
  read(grant: Grant, sheet: SheetAddress, page: SheetPage): Promise<readonly SheetRow[] | undefined>;
}
