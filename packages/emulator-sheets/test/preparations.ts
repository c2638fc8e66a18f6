import type { Prepare, Stage } from "./replay.ts";

const owner = "owner@example.com";

/** A spreadsheet that was there before the conversation. */
function seeded({ emulator, ids, email }: Stage, recordedId: string, title: string, isShared = true): string {
  const id = emulator.people.createSpreadsheet(owner, title);
  if (isShared) emulator.people.share(id, email);
  ids.learn(recordedId, id);
  return id;
}

const numbers = [
  ["", "FY1", "", "", "", "FY2", "", "", "", "Total"],
  ["Country", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4", ""],
  ["US", 1, 55, 5, 6, 7, 7, 6, 2, "=sum(B4:I4)"],
  ["CA", 5, 88, 76, 6, 54, 5, 8, 99, "=sum(B5:I5)"],
  ["MX", 8, 98, 4, 7, 8, 1, 8, 19, "=sum(B6:I6)"],
];

function cellsAt(sheetId: number, values: readonly (readonly (string | number)[])[]): unknown {
  const entered = (value: string | number) => {
    if (typeof value === "number") return { numberValue: value };
    return value.startsWith("=") ? { formulaValue: value } : { stringValue: value };
  };
  const rows = values.map((row) => ({ values: row.map((value) => ({ userEnteredValue: entered(value) })) }));
  return { updateCells: { start: { sheetId, rowIndex: 1 }, rows, fields: "userEnteredValue" } };
}

const merge = (sheetId: number, from: number, to: number) => ({
  mergeCells: {
    range: { sheetId, startRowIndex: 1, endRowIndex: 2, startColumnIndex: from, endColumnIndex: to },
    mergeType: "MERGE_ALL",
  },
});

const protectSheet = (protectedRangeId: number, sheetId: number) => ({
  addProtectedRange: { protectedRange: { protectedRangeId, range: { sheetId } } },
});

/** A spreadsheet as old as this one has no theme. */
function withoutTheme({ emulator }: Stage, id: string): void {
  const file = emulator.files.find(id);
  if (file?.current === undefined) throw new Error("the spreadsheet is not there");
  const { spreadsheetTheme: _theme, ...properties } = file.current.spreadsheet.properties;
  emulator.files.commit(file, { ...file.current.spreadsheet, properties });
}

/** The spreadsheet that gspread-pandas keeps for its tests: two tabs, merged headings, protected by its owner. */
function pandas(stage: Stage): void {
  const id = seeded(stage, "SPREADSHEET_ID_1", "Gspread-Pandas Test Spreadsheet");
  const second = 1_670_368_526;
  // In the first tab the second heading "Total" stands one row lower, and FY2 ends the row above it.
  const first = [
    ["", "FY1", "", "", "", "FY2"],
    [...(numbers[1] ?? []).slice(0, 9), "Total"],
    ...numbers.slice(2),
  ];
  withoutTheme(stage, id);
  const gridProperties = { rowCount: 6, columnCount: 10, frozenRowCount: 3, frozenColumnCount: 1 };
  const filter = {
    range: { sheetId: second, startRowIndex: 2, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 10 },
  };
  stage.emulator.people.edit(id, [
    { updateSpreadsheetProperties: { properties: { timeZone: "America/Denver" }, fields: "timeZone" } },
    { updateSheetProperties: { properties: { sheetId: 0, title: "Test sheet_to_df" }, fields: "title" } },
    { addSheet: { properties: { sheetId: second, title: "Test df_to_sheet expected", gridProperties } } },
    cellsAt(0, first),
    cellsAt(second, numbers),
    ...[0, second].flatMap((sheetId) => [merge(sheetId, 1, 5), merge(sheetId, 5, 9)]),
    { setBasicFilter: { filter } },
    protectSheet(1_056_416_202, 0),
    protectSheet(1_885_345_386, second),
  ] as Record<string, unknown>[]);
}

/** What must be there before a conversation that does not begin at the beginning. */
export const preparations: Readonly<Record<string, Prepare>> = {
  "pandas-raw-formula-and-titles": pandas,
  "error-403-no-permission": (stage) => {
    seeded(stage, "SPREADSHEET_ID_2", "Private", false);
  },
  "error-400-empty-title": (stage) => {
    seeded(stage, "SPREADSHEET_ID_1", "Untitled");
  },
  "error-429-2020-shape": (stage) => {
    seeded(stage, "SPREADSHEET_ID_1", "One");
    stage.emulator.faults.arm({ do: "refuse", answer: "rate limit of 2020" }, { on: { access: "read" } });
  },
  "error-401-drive": (stage) => {
    stage.token = "ya29.expired";
  },
  "error-429-read-per-user": (stage) => {
    seeded(stage, "SPREADSHEET_ID_1", "One");
    seeded(stage, "SPREADSHEET_ID_2", "Two");
    stage.emulator.quotas.limit({ perUser: 0, perProject: 300 });
  },
  "error-429-write-per-user": (stage) => {
    seeded(stage, "SPREADSHEET_ID_1", "One");
    seeded(stage, "SPREADSHEET_ID_2", "Two");
    stage.emulator.quotas.limit({ perUser: 0, perProject: 300 });
  },
};
