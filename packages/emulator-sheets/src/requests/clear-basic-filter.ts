import { guardSheet } from "../spreadsheet/protection.ts";
import { requestKind } from "./request-kind.ts";

/** Takes the tab's filter away, if there is one. */
export const clearBasicFilter = requestKind<{ readonly sheetId?: number }>(
  "clearBasicFilter",
  ({ sheetId }, { draft, actor }) => {
    const sheet = draft.grid(sheetId);
    guardSheet(sheet, actor);
    sheet.basicFilter = undefined;
  },
);
