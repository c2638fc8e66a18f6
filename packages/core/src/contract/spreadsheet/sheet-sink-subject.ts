import type { SheetSink } from "../../ports/sheet-sink.ts";
import type { SpreadsheetWorld } from "./spreadsheet-world.ts";

export interface SheetSinkSubject extends SpreadsheetWorld {
  readonly sink: SheetSink;
  /** Another one on the same service, as another process has it: they share no memory. */
  readonly twin: SheetSink;
}
