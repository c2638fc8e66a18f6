import { areaOf } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import { clearValues } from "../values/clear-values.ts";
import { requestKind } from "./request-kind.ts";

/** Removes a table with its values and bands. */
export const deleteTable = requestKind<{ readonly tableId?: string }>(
  "deleteTable",
  ({ tableId }, { draft, actor }) => {
    const sheet = draft.sheets.find(({ tables }) => tables.some((table) => table.tableId === tableId));
    const table = sheet?.tables.find((one) => one.tableId === tableId);
    if (sheet === undefined || table === undefined)
      throw invalidArgument(`No table with id: ${tableId ?? ""}`);
    const area = areaOf(table.range ?? {}, sheet.grid);
    guardArea(sheet, area, actor);
    clearValues(sheet, area, actor);
    sheet.tables = sheet.tables.filter((one) => one !== table);
    sheet.bandedRanges = sheet.bandedRanges.filter((band) => band.bandedRangeReference !== tableId);
  },
);
