import type { SheetsEmulator } from "@attendance-export/emulator-sheets";

/** Everything that there is to a spreadsheet, as one text: two spreadsheets are the same when their dumps are. */
export function dump({ files }: SheetsEmulator, id: string): string {
  const spreadsheet = files.find(id)?.current?.spreadsheet;
  if (spreadsheet === undefined) throw new Error(`there is no spreadsheet ${id}`);
  const sheets = spreadsheet.sheets.map(({ grid, rowProperties, columnProperties, ...rest }) => ({
    ...rest,
    rowCount: grid.rowCount,
    columnCount: grid.columnCount,
    rowProperties: [...rowProperties],
    columnProperties: [...columnProperties],
    rows: Array.from({ length: grid.storedRows }, (_, row) => grid.row(row)),
  }));
  return JSON.stringify({ ...spreadsheet, sheets });
}
