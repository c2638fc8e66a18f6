/** A rectangle of a tab: zero-based, ends exclusive, a missing bound reaches to the edge of the grid. */
export interface GridRange {
  readonly sheetId?: number;
  readonly startRowIndex?: number;
  readonly endRowIndex?: number;
  readonly startColumnIndex?: number;
  readonly endColumnIndex?: number;
}

/** A rectangle with all its bounds. */
export interface Area {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

interface Size {
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The rectangle that a range means on a grid of this size; not clipped, so that a caller can refuse what is beyond. */
export const areaOf = (range: GridRange, grid: Size): Area => ({
  startRow: range.startRowIndex ?? 0,
  endRow: range.endRowIndex ?? grid.rowCount,
  startColumn: range.startColumnIndex ?? 0,
  endColumn: range.endColumnIndex ?? grid.columnCount,
});

export const clip = (area: Area, grid: Size): Area => ({
  startRow: Math.min(area.startRow, grid.rowCount),
  endRow: Math.min(area.endRow, grid.rowCount),
  startColumn: Math.min(area.startColumn, grid.columnCount),
  endColumn: Math.min(area.endColumn, grid.columnCount),
});

export const overlaps = (one: Area, other: Area): boolean =>
  one.startRow < other.endRow &&
  other.startRow < one.endRow &&
  one.startColumn < other.endColumn &&
  other.startColumn < one.endColumn;

export const contains = (outer: Area, inner: Area): boolean =>
  outer.startRow <= inner.startRow &&
  inner.endRow <= outer.endRow &&
  outer.startColumn <= inner.startColumn &&
  inner.endColumn <= outer.endColumn;

/** The range as Google shows it: a `sheetId` of 0 is left out, start indexes of 0 are not. */
export function shownRange(sheetId: number, area: Area): GridRange {
  return {
    ...(sheetId === 0 ? {} : { sheetId }),
    startRowIndex: area.startRow,
    endRowIndex: area.endRow,
    startColumnIndex: area.startColumn,
    endColumnIndex: area.endColumn,
  };
}
