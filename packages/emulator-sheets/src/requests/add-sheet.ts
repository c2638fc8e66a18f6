import { invalidArgument } from "../server/api-error.ts";
import { checkTitle, freeTitle } from "../spreadsheet/sheet-title.ts";
import { shownSheetProperties } from "../spreadsheet/shown-sheet.ts";
import { type WrittenSheetProperties, writtenProperties } from "../spreadsheet/written-sheet-properties.ts";
import { requestKind } from "./request-kind.ts";

interface AddSheet {
  readonly properties?: WrittenSheetProperties;
}

/** A new tab, by default of 1000 rows and 26 columns at the end. An explicit id makes a repeated call fail. */
export const addSheet = requestKind<AddSheet>(
  "addSheet",
  ({ properties: written = {} }, { draft, random }) => {
    const isUsed = (id: number): boolean => draft.findSheet(id) !== undefined;
    const asked = written.sheetId;
    if (asked !== undefined && asked < 0) throw invalidArgument("Sheet id must be non-negative.");
    if (asked !== undefined && isUsed(asked)) throw invalidArgument(`Sheet with id ${asked} already exists.`);
    const sheetId = asked ?? random.unusedId(isUsed);
    const title = written.title ?? freeTitle(draft.sheets);
    checkTitle(title, sheetId, draft.sheets);
    const { rowCount = 1_000, columnCount = 26 } = written.gridProperties ?? {};
    if (rowCount < 1 || columnCount < 1) {
      throw invalidArgument("Sheets must have at least one row and one column.");
    }
    const index = Math.min(written.index ?? draft.sheets.length, draft.sheets.length);
    const properties = writtenProperties({ sheetId, title }, written, "*", { rowCount, columnCount });
    const sheet = draft.insertSheet(properties, rowCount, columnCount, index);
    return { properties: shownSheetProperties(sheet, index) };
  },
);
