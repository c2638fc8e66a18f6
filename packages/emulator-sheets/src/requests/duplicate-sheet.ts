import { invalidArgument } from "../server/api-error.ts";
import { checkTitle } from "../spreadsheet/sheet-title.ts";
import { shownSheetProperties } from "../spreadsheet/shown-sheet.ts";
import { requestKind } from "./request-kind.ts";

interface DuplicateSheet {
  readonly sourceSheetId?: number;
  readonly insertSheetIndex?: number;
  readonly newSheetId?: number;
  readonly newSheetName?: string;
}

/** A copy of a tab, cells, formats and protections included. Its metadata is not copied: whether Google does is not known. */
export const duplicateSheet = requestKind<DuplicateSheet>("duplicateSheet", (request, { draft, random }) => {
  const source = draft.sheet(request.sourceSheetId);
  const isUsed = (id: number): boolean => draft.findSheet(id) !== undefined;
  if (request.newSheetId !== undefined && isUsed(request.newSheetId)) {
    throw invalidArgument(`Sheet with id ${request.newSheetId} already exists.`);
  }
  const sheetId = request.newSheetId ?? random.unusedId(isUsed);
  let title = request.newSheetName ?? `Copy of ${source.title}`;
  const isTaken = (name: string): boolean => draft.sheets.some((sheet) => sheet.title === name);
  for (let number = 2; request.newSheetName === undefined && isTaken(title); number += 1) {
    title = `Copy of ${source.title} ${number}`;
  }
  checkTitle(title, sheetId, draft.sheets);
  const index = Math.min(request.insertSheetIndex ?? 0, draft.sheets.length);
  const copy = draft.insertCopy(source.finish(), { ...source.properties, sheetId, title }, index);
  // The ids of protections and filter views are unique in the spreadsheet, so the copies get their own.
  copy.protectedRanges = copy.protectedRanges.map((range) => ({
    ...range,
    protectedRangeId: random.id(),
    ...(range.range === undefined ? {} : { range: { ...range.range, sheetId } }),
  }));
  copy.filterViews = copy.filterViews.map((view) => ({ ...view, filterViewId: random.id() }));
  copy.tables = [];
  copy.bandedRanges = [];
  return { properties: shownSheetProperties(copy, index) };
});
