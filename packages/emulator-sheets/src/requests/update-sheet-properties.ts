import { type FieldMask, maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument } from "../server/api-error.ts";
import { guardSheet } from "../spreadsheet/protection.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { checkTitle } from "../spreadsheet/sheet-title.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import { type WrittenSheetProperties, writtenProperties } from "../spreadsheet/written-sheet-properties.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateSheetProperties {
  readonly properties?: WrittenSheetProperties;
  readonly fields?: string;
}

function resizeGrid(
  sheet: SheetDraft,
  written: WrittenSheetProperties,
  mask: FieldMask,
  draft: SpreadsheetDraft,
): void {
  const gridMask = maskOf(mask, "gridProperties");
  if (gridMask === undefined) return;
  const sizeOf = (name: "rowCount" | "columnCount"): number => {
    // A mask of `gridProperties` as a whole, or `*`, leaves out no more than it says: an unsent size is kept.
    const asked = maskOf(gridMask, name) === undefined ? undefined : written.gridProperties?.[name];
    return asked ?? sheet.grid[name];
  };
  const rowCount = sizeOf("rowCount");
  const columnCount = sizeOf("columnCount");
  if (rowCount < 1 || columnCount < 1)
    throw invalidArgument("Sheets must have at least one row and one column.");
  if (rowCount !== sheet.grid.rowCount || columnCount !== sheet.grid.columnCount) {
    draft.resize(sheet, rowCount, columnCount);
  }
}

/** Changes a tab's title, place, size, frozen rows, colour or visibility. */
export const updateSheetProperties = requestKind<UpdateSheetProperties>(
  "updateSheetProperties",
  ({ properties: written = {}, fields }, { draft, actor }) => {
    if (fields === undefined || fields === "") {
      throw invalidArgument(
        "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
      );
    }
    const mask = parseFieldMask(fields, "SheetProperties");
    const sheet = draft.sheet(written.sheetId);
    guardSheet(sheet, actor);
    const means = (name: string): boolean => maskOf(mask, name) !== undefined;
    const title = means("title") ? (written.title ?? "") : sheet.title;
    if (means("title")) checkTitle(title, sheet.sheetId, draft.sheets);
    resizeGrid(sheet, written, mask, draft);
    sheet.properties = { ...writtenProperties(sheet.properties, written, mask, sheet.grid), title };
    if (draft.sheets.every(({ properties }) => properties.hidden === true)) {
      throw invalidArgument("You can't hide all the sheets in a document.");
    }
    if (means("index") && written.index !== undefined) {
      const others = draft.sheets.filter((other) => other !== sheet);
      draft.sheets = others.toSpliced(Math.min(written.index, others.length), 0, sheet);
    }
  },
);
