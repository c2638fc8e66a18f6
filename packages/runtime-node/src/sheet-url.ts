import type { SheetAddress } from "@attendance-export/core";

/** The page that shows the tab to a person; an emulator has it at the same path as Google. */
export const sheetUrl = ({ spreadsheetId, tabId }: SheetAddress, root = "https://docs.google.com"): string =>
  `${root}/spreadsheets/d/${spreadsheetId}/edit?gid=${tabId}#gid=${tabId}`;
