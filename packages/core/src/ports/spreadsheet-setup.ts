import type { SheetAddress } from "../model/batch.ts";
import type { SpreadsheetId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { SheetTemplate } from "../model/template.ts";
import type { TimeZone } from "../model/time.ts";

export interface TabPlan {
  readonly sheet: SheetAddress;
  /** 1 to 100 characters; a number is added if another tab has it. */
  readonly title: string;
  readonly template: SheetTemplate;
}

/** Two receipt ids that no batch of the link will ever use. */
export interface CanaryPlan {
  readonly spreadsheetId: SpreadsheetId;
  readonly used: number;
  readonly fresh: number;
}

/** Makes a spreadsheet ready for exports. Rejects with a `PortFailure` and nothing else. */
export interface SpreadsheetSetup {
  /** Makes a new spreadsheet. Not repeatable: after a lost answer a second, empty one may exist. */
  create(grant: Grant, plan: { readonly title: string; readonly timeZone: TimeZone }): Promise<SpreadsheetId>;

  /** Adds our own tab with its header row, frozen, as wide as the template. Repeating finds the tab and leaves it. */
  addTab(grant: Grant, plan: TabPlan): Promise<void>;

  /**
   * Tries the one promise of Google that everything rests on: a batch that names a used receipt id is refused as a whole.
   * Leaves no receipt behind. Repeating is harmless.
   */
  receiptsAreWriteOnce(grant: Grant, plan: CanaryPlan): Promise<boolean>;
}
