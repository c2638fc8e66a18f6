import type { SpreadsheetSetup } from "../../ports/spreadsheet-setup.ts";
import type { SpreadsheetWorld } from "./spreadsheet-world.ts";

export interface SpreadsheetSetupSubject extends SpreadsheetWorld {
  readonly setup: SpreadsheetSetup;
}
