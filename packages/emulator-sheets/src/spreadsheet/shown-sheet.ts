import type { SheetProperties } from "./spreadsheet.ts";

interface ShownSheet {
  readonly properties: SheetProperties;
  readonly grid: { readonly rowCount: number; readonly columnCount: number };
}

/** google.apps.sheets.v4.SheetProperties as Google shows it: zero and false left out, but `sheetId` and `index` always there. */
export function shownSheetProperties(
  { properties, grid }: ShownSheet,
  index: number,
): Record<string, unknown> {
  const {
    sheetId,
    title,
    frozenRowCount,
    frozenColumnCount,
    hideGridlines,
    rowGroupControlAfter,
    columnGroupControlAfter,
    ...rest
  } = properties;
  const gridProperties = {
    rowCount: grid.rowCount,
    columnCount: grid.columnCount,
    frozenRowCount,
    frozenColumnCount,
    hideGridlines,
    rowGroupControlAfter,
    columnGroupControlAfter,
  };
  return {
    sheetId,
    title,
    index,
    sheetType: "GRID",
    gridProperties: withoutUndefined(gridProperties),
    ...rest,
  };
}

const withoutUndefined = (message: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined));
