import { invalidArgument } from "../server/api-error.ts";
import { type CellsRange, parseCells, splitRange } from "./a1.ts";
import { type Area, areaOf, type GridRange } from "./grid-range.ts";

interface RangedSheet {
  readonly properties: { readonly sheetId: number; readonly title: string; readonly hidden?: boolean };
  readonly grid: { readonly rowCount: number; readonly columnCount: number };
}

interface Ranged<Sheet extends RangedSheet> {
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly { readonly name: string; readonly range: GridRange }[];
}

/** A range found on a spreadsheet. The area is not clipped to the grid. */
export interface ResolvedRange<Sheet> {
  readonly sheet: Sheet;
  readonly area: Area;
  /** `A1` alone: a write grows from there. */
  readonly isSingleCell: boolean;
  /** Which bounds were written; a missing one reaches to the edge of the grid. */
  readonly written: GridRange;
}

const unparseable = (text: string) => invalidArgument(`Unable to parse range: ${text}`);

function resolved<Sheet extends RangedSheet>(
  sheet: Sheet,
  range: GridRange | CellsRange,
): ResolvedRange<Sheet> {
  const area = areaOf(range, sheet.grid);
  return { sheet, area, written: range, isSingleCell: "isSingleCell" in range && range.isSingleCell };
}

/**
 * Finds what an A1 text means.
 *
 * Without a title it is the first visible tab. A bare name is a named range before it is cells, and cells before it is a
 * tab (`ABC12` is a cell, whatever the tabs are called), unless it is quoted.
 *
 * @throws ApiError "Unable to parse range" for an unknown tab as well as for a malformed text: Google does not tell them apart
 */
export function resolveRange<Sheet extends RangedSheet>(
  text: string,
  spreadsheet: Ranged<Sheet>,
): ResolvedRange<Sheet> {
  const { sheets, namedRanges } = spreadsheet;
  const { title, cells } = splitRange(text);
  const titled = sheets.find(({ properties }) => properties.title.toLowerCase() === title?.toLowerCase());
  if (cells !== undefined) {
    const range = parseCells(cells);
    if (titled === undefined || range === undefined) throw unparseable(text);
    return resolved(titled, range);
  }
  const isQuoted = text.startsWith("'");
  const named = isQuoted
    ? undefined
    : namedRanges.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  const namedSheet = sheets.find(({ properties }) => properties.sheetId === (named?.range.sheetId ?? 0));
  if (named !== undefined && namedSheet !== undefined) return resolved(namedSheet, named.range);
  const range = isQuoted ? undefined : parseCells(text);
  const first = sheets.find(({ properties }) => properties.hidden !== true);
  if (range !== undefined && first !== undefined) return resolved(first, range);
  if (titled === undefined) throw unparseable(text);
  return resolved(titled, {});
}
