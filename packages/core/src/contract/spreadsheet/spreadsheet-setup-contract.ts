import { timeZone } from "../../model/time.ts";
import type { Contract } from "../contract.ts";
import { inabilityOf } from "./inability.ts";
import { spreadsheetSetupCanary } from "./spreadsheet-setup-canary.ts";
import type { SpreadsheetSetupSubject } from "./spreadsheet-setup-subject.ts";
import { spreadsheetSetupTab, tabPlan } from "./spreadsheet-setup-tab.ts";

const guarantees = {
  ...spreadsheetSetupTab,
  ...spreadsheetSetupCanary,
  ...inabilityOf<SpreadsheetSetupSubject>([
    ({ setup, sheet }, grant, turn) =>
      setup.addTab(grant, tabPlan(sheet.spreadsheetId, { tabId: 500 + turn })),
    ({ setup, sheet }, grant) =>
      setup.receiptsAreWriteOnce(grant, { spreadsheetId: sheet.spreadsheetId, used: 71, fresh: 72 }),
    ({ setup }, grant) => setup.create(grant, { title: "Another", timeZone: timeZone("Asia/Kuala_Lumpur") }),
  ]),
};

export type SpreadsheetSetupSentence = keyof typeof guarantees;

/** What every `SpreadsheetSetup` must prove. */
export const spreadsheetSetupContract: Contract<SpreadsheetSetupSubject, SpreadsheetSetupSentence> = {
  port: "SpreadsheetSetup",
  guarantees,
};
