import { notEmulated } from "../server/api-error.ts";
import { guardSheet } from "../spreadsheet/protection.ts";
import type { KeptObject } from "../spreadsheet/spreadsheet.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { requestKind } from "./request-kind.ts";

/** The one filter of a tab, kept and shown. It hides nothing from the API, at Google neither. */
export const setBasicFilter = requestKind<{ readonly filter?: KeptObject }>(
  "setBasicFilter",
  ({ filter = {} }, { draft, actor }) => {
    if (filter.tableId !== undefined) throw notEmulated("filter.tableId");
    if (filter.sortSpecs !== undefined) throw notEmulated("filter.sortSpecs");
    const { sheet } = writableArea(filter.range ?? {}, draft, actor);
    guardSheet(sheet, actor);
    sheet.basicFilter = filter;
  },
);
