import { areaOf, type GridRange, shownRange } from "../ranges/grid-range.ts";
import type { NamedRange } from "./spreadsheet.ts";

interface Bounded {
  readonly properties: { readonly sheetId: number };
  readonly grid: { readonly rowCount: number; readonly columnCount: number };
}

/** A range with all its bounds, as Google shows it; an absent one stays absent. */
export const boundedRange = ({ properties, grid }: Bounded, range: GridRange): GridRange =>
  shownRange(properties.sheetId, areaOf(range, grid));

/** Whether a range has no bounds at all: a whole tab. */
export const isWholeSheet = ({
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
}: GridRange): boolean =>
  [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex].every((bound) => bound === undefined);

/** A protected place as Google shows it: a whole tab stays without bounds (recorded), cells have all of them. */
export function shownProtectedPlace(sheet: Bounded, range: GridRange): GridRange {
  if (!isWholeSheet(range)) return boundedRange(sheet, range);
  const { sheetId } = sheet.properties;
  return sheetId === 0 ? {} : { sheetId };
}

/** A named range as Google shows it. */
export function shownNamedRange(named: NamedRange, sheets: readonly Bounded[]): Record<string, unknown> {
  const { namedRangeId, name, range } = named;
  const sheet = sheets.find(({ properties }) => properties.sheetId === (range.sheetId ?? 0));
  return { namedRangeId, name, range: sheet === undefined ? range : boundedRange(sheet, range) };
}
