import { PortFailure } from "../failures/port-failure.ts";
import type { SheetAddress } from "../model/batch.ts";
import type { Cell } from "../model/cell.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { SheetPage, SheetReader, SheetRow } from "../ports/sheet-reader.ts";
import type { MemorySpreadsheets } from "./memory-spreadsheets.ts";

export class MemorySheetReader implements SheetReader {
  readonly #service: MemorySpreadsheets;

  constructor(service: MemorySpreadsheets) {
    this.#service = service;
  }

  async read(
    grant: Grant,
    { spreadsheetId, tabId }: SheetAddress,
    { fromRow, rows }: SheetPage,
  ): Promise<readonly SheetRow[] | undefined> {
    return this.#service.requestOn(grant, spreadsheetId, (file) => {
      const tab = file.tab(tabId);
      if (tab === undefined) throw new PortFailure("tab-missing", `there is no tab with the id ${tabId}`);
      if (fromRow > tab.rowCount) return undefined;
      return tab.rows
        .slice(fromRow - 1, fromRow - 1 + rows)
        .map((cells, index) => ({ rowNumber: fromRow + index, cells: cells.map(plain) }))
        .filter(({ cells }) => cells.length > 0);
    });
  }
}

/** A sheet keeps a date as a number and shows it as a date. */
const plain = (cell: Cell): Exclude<Cell, object> => {
  if (typeof cell !== "object" || cell === null) return cell;
  return "date" in cell ? cell.date : cell.dateTime;
};
