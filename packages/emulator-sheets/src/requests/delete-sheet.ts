import { invalidArgument } from "../server/api-error.ts";
import { guardSheet } from "../spreadsheet/protection.ts";
import { requestKind } from "./request-kind.ts";

interface DeleteSheet {
  readonly sheetId?: number;
}

/** Removes a tab with everything that refers to it: its metadata and the named ranges on it. */
export const deleteSheet = requestKind<DeleteSheet>("deleteSheet", ({ sheetId }, { draft, actor }) => {
  const sheet = draft.sheet(sheetId);
  guardSheet(sheet, actor);
  const others = draft.sheets.filter((other) => other !== sheet);
  if (others.length === 0) throw invalidArgument("You can't remove all the sheets in a document.");
  if (others.every(({ properties }) => properties.hidden === true)) {
    throw invalidArgument("You can't remove all the visible sheets in a document.");
  }
  draft.sheets = others;
  draft.namedRanges = draft.namedRanges.filter(({ range }) => (range.sheetId ?? 0) !== sheet.sheetId);
  draft.metadata = draft.metadata.filter(
    ({ location }) => location.type === "SPREADSHEET" || location.sheetId !== sheet.sheetId,
  );
});
