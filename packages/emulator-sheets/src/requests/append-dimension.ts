import { invalidArgument } from "../server/api-error.ts";
import { requestKind } from "./request-kind.ts";

interface AppendDimension {
  readonly sheetId?: number;
  readonly dimension?: string;
  readonly length?: number;
}

/** More rows or columns at the end of the grid. */
export const appendDimension = requestKind<AppendDimension>(
  "appendDimension",
  ({ sheetId, dimension, length = 0 }, { draft }) => {
    const sheet = draft.grid(sheetId);
    if (dimension !== "ROWS" && dimension !== "COLUMNS") throw invalidArgument("No dimension specified.");
    if (length <= 0) throw invalidArgument("length must be greater than zero.");
    const { rowCount, columnCount } = sheet.grid;
    if (dimension === "ROWS") draft.resize(sheet, rowCount + length, columnCount);
    else draft.resize(sheet, rowCount, columnCount + length);
  },
);
