import { type Grant, PortFailure, type SheetAddress, type SpreadsheetId } from "@attendance-export/core";
import { field, items } from "./google-answer.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";

export interface Tab {
  readonly tabId: number;
  readonly title: string;
  /** Rows of the grid, filled or not; 0 for what is no grid, such as a chart. */
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The spreadsheet's tabs, from left to right. */
export const listTabs = async (
  api: GoogleSheetsApi,
  grant: Grant,
  spreadsheetId: SpreadsheetId,
): Promise<readonly Tab[]> => {
  const fields = "sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))";
  const data = await api.read(grant, spreadsheetId, (sheets, options) =>
    sheets.spreadsheets.get({ spreadsheetId, fields }, options),
  );
  const tabs = items(field(data, "sheets"));
  if (tabs.length === 0) throw malformed();
  return tabs.map(tabOf);
};

/** The tab with this id, whatever people call it. Rejects with `tab-missing` where there is none. */
export const findTab = async (
  api: GoogleSheetsApi,
  grant: Grant,
  { spreadsheetId, tabId }: SheetAddress,
): Promise<Tab> => {
  const tab = (await listTabs(api, grant, spreadsheetId)).find((each) => each.tabId === tabId);
  if (tab === undefined)
    throw new PortFailure("tab-missing", `the spreadsheet has no tab with the id ${tabId}`);
  return tab;
};

const tabOf = (sheet: unknown): Tab => {
  const properties = field(sheet, "properties");
  const grid = field(properties, "gridProperties");
  const title = field(properties, "title");
  if (typeof title !== "string") throw malformed();
  return {
    // Google leaves out what is 0.
    tabId: numberOr0(field(properties, "sheetId")),
    title,
    rowCount: numberOr0(field(grid, "rowCount")),
    columnCount: numberOr0(field(grid, "columnCount")),
  };
};

const numberOr0 = (value: unknown): number => {
  if (value === undefined) return 0;
  if (typeof value !== "number") throw malformed();
  return value;
};

const malformed = (): PortFailure =>
  new PortFailure("answer-malformed", "Google Sheets described the spreadsheet's tabs in an unknown way");
