import type { Cell } from "@attendance-export/core";
import type { sheets_v4 } from "@googleapis/sheets";

/** What `appendCells` may write of a cell: its value and, for days and times, how it is shown. */
export const CELL_FIELDS = "userEnteredValue,userEnteredFormat.numberFormat";

const DATE_FORMAT = { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } } as const;
const DATE_TIME_FORMAT = { numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm" } } as const;

/**
 * A cell as the API takes it. Text goes as `stringValue` and nothing else: that is never parsed, so that `=IMPORTXML(…)`
 * and `0042` stay the text they are. An empty text is an empty cell.
 */
export const cellData = (cell: Cell): sheets_v4.Schema$CellData => {
  if (cell === null || cell === "") return {};
  if (typeof cell === "string") return { userEnteredValue: { stringValue: cell } };
  if (typeof cell === "number") return { userEnteredValue: { numberValue: cell } };
  if (typeof cell === "boolean") return { userEnteredValue: { boolValue: cell } };
  return "date" in cell
    ? { userEnteredValue: { numberValue: cell.date }, userEnteredFormat: DATE_FORMAT }
    : { userEnteredValue: { numberValue: cell.dateTime }, userEnteredFormat: DATE_TIME_FORMAT };
};

export const rowData = (cells: readonly Cell[]): sheets_v4.Schema$RowData => ({
  values: cells.map(cellData),
});

/** Whether the cell is a number that JSON cannot write: it would go out as `null` and arrive as an empty cell. */
export const isUnfit = (cell: Cell): boolean => {
  if (typeof cell === "number") return !Number.isFinite(cell);
  if (typeof cell !== "object" || cell === null) return false;
  return !Number.isFinite("date" in cell ? cell.date : cell.dateTime);
};
