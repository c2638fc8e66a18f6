import type { SpreadsheetId } from "../model/ids.ts";
import type { Ids } from "../ports/ids.ts";
import type { CanaryPlan } from "../ports/spreadsheet-setup.ts";

/** Below every receipt, whose ids begin at 2^20, and above the small numbers that people use. */
const LOWEST = 2 ** 18;
const HIGHEST = 2 ** 19 - 1;

/** Two ids to try a sheet with. Drawn, so that two admins who try at the same time do not take away each other's. */
export const drawCanary = (ids: Ids, spreadsheetId: SpreadsheetId): CanaryPlan => {
  const used = 2 * ids.between(LOWEST, HIGHEST);
  return { spreadsheetId, used, fresh: used + 1 };
};
