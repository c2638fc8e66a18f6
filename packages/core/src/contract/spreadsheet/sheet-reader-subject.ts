import type { SheetReader } from "../../ports/sheet-reader.ts";
import type { SpreadsheetWorld } from "./spreadsheet-world.ts";

export interface SheetReaderSubject extends SpreadsheetWorld {
  readonly reader: SheetReader;
}
