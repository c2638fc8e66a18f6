import { type SheetAddress, tabId } from "@attendance-export/core";
import type { TrueCell, TrueSpreadsheet, TrueTab } from "@attendance-export/core/contract";
import type { SheetsEmulator } from "@attendance-export/emulator-sheets";

type File = NonNullable<ReturnType<SheetsEmulator["files"]["find"]>>;
type Spreadsheet = NonNullable<File["current"]>["spreadsheet"];
type RawTab = Spreadsheet["sheets"][number];
type RawCell = ReturnType<RawTab["grid"]["row"]>[number];

/** The spreadsheet as the emulator keeps it, beside every adapter and every HTTP call. */
export const trueSpreadsheet = (emulator: SheetsEmulator, id: string): TrueSpreadsheet | undefined => {
  const spreadsheet = emulator.files.find(id)?.current?.spreadsheet;
  if (spreadsheet === undefined) return undefined;
  const marks = spreadsheet.metadata.map(({ metadataId, metadataKey, metadataValue }) => ({
    id: metadataId,
    key: metadataKey,
    value: metadataValue ?? "",
  }));
  return {
    title: spreadsheet.properties.title,
    timeZone: spreadsheet.properties.timeZone,
    tabs: spreadsheet.sheets.map(trueTab),
    marks: marks.toSorted((a, b) => a.id - b.id),
  };
};

export const rawTab = (emulator: SheetsEmulator, sheet: SheetAddress): RawTab | undefined =>
  emulator.files
    .find(sheet.spreadsheetId)
    ?.current?.spreadsheet.sheets.find(({ properties }) => properties.sheetId === sheet.tabId);

/** What stands below the header. */
export const trueRows = (emulator: SheetsEmulator, sheet: SheetAddress): readonly (readonly TrueCell[])[] => {
  const tab = rawTab(emulator, sheet);
  if (tab === undefined) throw new RangeError(`there is no tab ${sheet.tabId}`);
  return trueTab(tab).rows;
};

const trueTab = ({ properties, grid }: RawTab): TrueTab => {
  const rows = Array.from({ length: grid.dataEnd }, (_, index) => rowOf(grid.row(index)));
  return {
    tabId: tabId(properties.sheetId),
    title: properties.title,
    columns: grid.columnCount,
    frozenRows: properties.frozenRowCount ?? 0,
    header: (rows[0] ?? []).map(String),
    rows: rows.slice(1),
  };
};

const rowOf = (cells: readonly RawCell[]): readonly TrueCell[] => {
  const row = cells.map(trueCell);
  while (row.at(-1) === null) row.pop();
  return row;
};

const trueCell = (cell: RawCell): TrueCell => {
  if (cell === null || typeof cell !== "object") return cell;
  if (cell.formula !== undefined) return { formula: cell.formula };
  const { value = null, format } = cell;
  if (typeof value !== "number") return value;
  if (format?.numberFormat?.type === "DATE") return { date: value };
  return format?.numberFormat?.type === "DATE_TIME" ? { dateTime: value } : value;
};
