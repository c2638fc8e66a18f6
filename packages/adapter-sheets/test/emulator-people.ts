import { type Cell, type SheetAddress, spreadsheetId, tabId } from "@attendance-export/core";
import type { SpreadsheetPeople } from "@attendance-export/core/contract";
import type { SheetsEmulator } from "@attendance-export/emulator-sheets";
import { rawTab, trueRows } from "./true-spreadsheet.ts";

/** What people type, in the API's words; of its own, so that a mistake of the adapter's is not made twice. */
const typed = (cell: Cell): object => {
  if (cell === null) return {};
  switch (typeof cell) {
    case "string":
      return { userEnteredValue: { stringValue: cell } };
    case "number":
      return { userEnteredValue: { numberValue: cell } };
    case "boolean":
      return { userEnteredValue: { boolValue: cell } };
    default: {
      const [serial, type] = "date" in cell ? [cell.date, "DATE"] : [cell.dateTime, "DATE_TIME"];
      return { userEnteredValue: { numberValue: serial }, userEnteredFormat: { numberFormat: { type } } };
    }
  }
};

const MAX_CELLS = 10_000_000;
const FILLER = 999_999;

export const emulatorPeople = (emulator: SheetsEmulator): SpreadsheetPeople => {
  const { people } = emulator;
  const type = (sheet: SheetAddress, rows: readonly (readonly Cell[])[]): void => {
    const values = rows.map((cells) => ({ values: cells.map(typed) }));
    const fields = "userEnteredValue,userEnteredFormat.numberFormat";
    people.edit(sheet.spreadsheetId, [{ appendCells: { sheetId: sheet.tabId, rows: values, fields } }]);
  };
  const erase = ({ spreadsheetId: id, tabId: sheetId }: SheetAddress): void => {
    people.edit(id, [
      {
        repeatCell: {
          range: { sheetId, startRowIndex: 1 },
          cell: {},
          fields: "userEnteredValue,userEnteredFormat",
        },
      },
    ]);
  };
  /** Unfreezes the header too: a grid needs a row that is not frozen, and a full one has none to spare. */
  const resize = (id: string, sheetId: number, rowCount: number): void => {
    const properties = { sheetId, gridProperties: { rowCount, frozenRowCount: 0 } };
    const fields = "gridProperties(rowCount,frozenRowCount)";
    people.edit(id, [{ updateSheetProperties: { properties, fields } }]);
  };
  return {
    type: async (sheet, rows) => type(sheet, rows),
    sort: async (sheet) => {
      const rows = trueRows(emulator, sheet) as readonly (readonly Cell[])[];
      erase(sheet);
      type(
        sheet,
        rows.toSorted((a, b) => (String(a[0]) < String(b[0]) ? 1 : -1)),
      );
    },
    erase: async (sheet) => erase(sheet),
    addTab: async (id, title) => {
      const sheetId = 900_000 + (emulator.files.find(id)?.current?.spreadsheet.sheets.length ?? 0);
      people.edit(id, [{ addSheet: { properties: { sheetId, title } } }]);
      const sheet = { spreadsheetId: spreadsheetId(id), tabId: tabId(sheetId) };
      type(sheet, [["Theirs"]]);
      return sheet;
    },
    renameTab: async (sheet, title) => people.renameTab(sheet.spreadsheetId, sheet.tabId, title),
    deleteTab: async (sheet) => {
      people.edit(sheet.spreadsheetId, [{ deleteSheet: { sheetId: sheet.tabId } }]);
    },
    protect: async ({ spreadsheetId: id, tabId: sheetId }) => {
      const file = emulator.files.find(id);
      const spreadsheet = file?.current?.spreadsheet;
      if (file === undefined || spreadsheet === undefined) throw new RangeError(`no spreadsheet ${id}`);
      const protectedRange = { protectedRangeId: 1, range: { sheetId }, editors: [] };
      const sheets = spreadsheet.sheets.map((sheet) =>
        sheet.properties.sheetId === sheetId ? { ...sheet, protectedRanges: [protectedRange] } : sheet,
      );
      emulator.files.commit(file, { ...spreadsheet, sheets });
    },
    fill: async (sheet) => {
      resize(sheet.spreadsheetId, sheet.tabId, rawTab(emulator, sheet)?.grid.dataEnd ?? 0);
      const sheets = emulator.files.find(sheet.spreadsheetId)?.current?.spreadsheet.sheets ?? [];
      const reserved = sheets.reduce((sum, { grid }) => sum + grid.rowCount * grid.columnCount, 0);
      const gridProperties = { rowCount: MAX_CELLS - reserved, columnCount: 1 };
      const properties = { sheetId: FILLER, title: "Filler", gridProperties };
      people.edit(sheet.spreadsheetId, [{ addSheet: { properties } }]);
    },
    makeRoom: async (sheet) => resize(sheet.spreadsheetId, FILLER, 1),
    leaveMark: async (id, { id: metadataId, key, value }) => {
      const place = { location: { spreadsheet: true }, visibility: "DOCUMENT" };
      const developerMetadata = { metadataId, metadataKey: key, metadataValue: value, ...place };
      people.edit(id, [{ createDeveloperMetadata: { developerMetadata } }]);
    },
  };
};
