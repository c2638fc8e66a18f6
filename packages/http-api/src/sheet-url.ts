import type { SheetAddress, SpreadsheetId } from "@attendance-export/core";

const GOOGLE = "https://docs.google.com";

/** The page that shows the tab to a person; an emulator has it at the same path as Google. */
export const sheetUrl = ({ spreadsheetId, tabId }: SheetAddress, root = GOOGLE): string =>
  `${spreadsheetUrl(spreadsheetId, root)}/edit?gid=${tabId}#gid=${tabId}`;

/** The page of the whole spreadsheet. */
export const spreadsheetUrl = (spreadsheetId: SpreadsheetId, root = GOOGLE): string =>
  `${root}/spreadsheets/d/${spreadsheetId}`;
