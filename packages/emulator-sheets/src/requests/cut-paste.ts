import { areaOf, type GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import { checkCoordinate, checkInsideGrid } from "../spreadsheet/writable-area.ts";
import { copiedCells, paste, pasteTypeOf } from "./copy-paste.ts";
import { requestKind } from "./request-kind.ts";

interface CutPaste {
  readonly source?: GridRange;
  readonly destination?: {
    readonly sheetId?: number;
    readonly rowIndex?: number;
    readonly columnIndex?: number;
  };
  readonly pasteType?: string;
}

/** Moves cells to a place; the source is empty afterwards, formats and notes included. */
export const cutPaste = requestKind<CutPaste>("cutPaste", (request, context) => {
  const { draft, actor } = context;
  const type = pasteTypeOf(request.pasteType);
  if (request.source === undefined || request.destination === undefined) {
    throw invalidArgument("Must specify a source and a destination.");
  }
  const from = draft.grid(request.source.sheetId);
  const source = areaOf(request.source, from.grid);
  checkInsideGrid(from.title, source, from.grid);
  guardArea(from, source, actor);
  const { sheetId, rowIndex = 0, columnIndex = 0 } = request.destination;
  const to = draft.grid(sheetId);
  const area = {
    startRow: rowIndex,
    endRow: rowIndex + source.endRow - source.startRow,
    startColumn: columnIndex,
    endColumn: columnIndex + source.endColumn - source.startColumn,
  };
  checkCoordinate(rowIndex, columnIndex, to.grid);
  checkInsideGrid(to.title, area, to.grid);
  guardArea(to, area, actor);
  const copied = copiedCells(from, source, context);
  for (let row = source.startRow; row < Math.min(source.endRow, from.grid.storedRows); row += 1) {
    const isCut = (column: number): boolean => column >= source.startColumn && column < source.endColumn;
    from.grid.setRow(
      row,
      from.grid.row(row).map((cell, column) => (isCut(column) ? null : cell)),
    );
  }
  paste(to, area, copied, type);
});
