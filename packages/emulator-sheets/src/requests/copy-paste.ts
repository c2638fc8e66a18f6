import { SpreadsheetValues } from "../formulas/spreadsheet-values.ts";
import type { Cell } from "../grid/cell.ts";
import { type Area, areaOf, type GridRange } from "../ranges/grid-range.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { type PasteType, pastedCell, pasteTypes } from "../spreadsheet/pasted-cell.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { checkInsideGrid } from "../spreadsheet/writable-area.ts";
import { type RequestContext, requestKind } from "./request-kind.ts";

interface CopyPaste {
  readonly source?: GridRange;
  readonly destination?: GridRange;
  readonly pasteType?: string;
  readonly pasteOrientation?: string;
}

interface CopiedCell {
  readonly cell: Cell;
  readonly value: ReturnType<SpreadsheetValues["of"]>;
}

/** The copied cells with what they come to, read before anything is pasted. */
export function copiedCells(sheet: SheetDraft, area: Area, { draft, nowMs }: RequestContext): CopiedCell[][] {
  const finished = draft.finish();
  const values = new SpreadsheetValues(finished, nowMs);
  const source = finished.sheets.find(({ properties }) => properties.sheetId === sheet.sheetId);
  return Array.from({ length: area.endRow - area.startRow }, (_, down) =>
    Array.from({ length: area.endColumn - area.startColumn }, (_, across) => {
      const [row, column] = [area.startRow + down, area.startColumn + across];
      const cell = sheet.grid.row(row)[column] ?? null;
      return { cell, value: source === undefined ? undefined : values.of(source, row, column, cell) };
    }),
  );
}

/** Pastes copied cells into an area, over and over where the area is a multiple of them. */
export function paste(sheet: SheetDraft, area: Area, copied: readonly CopiedCell[][], type: PasteType): void {
  const width = copied[0]?.length ?? 0;
  for (let row = area.startRow; row < area.endRow; row += 1) {
    const source = copied[(row - area.startRow) % copied.length] ?? [];
    const present = sheet.grid.row(row);
    const cells = [...present];
    while (cells.length < area.endColumn) cells.push(null);
    for (let column = area.startColumn; column < area.endColumn; column += 1) {
      const from = source[(column - area.startColumn) % width];
      if (from !== undefined) cells[column] = pastedCell(present[column], from.cell, from.value, type);
    }
    sheet.grid.setRow(row, cells);
  }
}

/** The paste type that was asked for. @throws ApiError for one that is not emulated */
export function pasteTypeOf(pasteType = "PASTE_NORMAL"): PasteType {
  if (!pasteTypes.has(pasteType)) throw notEmulated(`pasteType ${pasteType}`);
  return pasteType as PasteType;
}

/** At least the copied size; a larger destination is filled as far as whole copies go. */
function pasteArea(corner: Area, height: number, width: number): Area {
  const times = (space: number, size: number): number => Math.max(1, Math.floor(space / size)) * size;
  return {
    startRow: corner.startRow,
    endRow: corner.startRow + times(corner.endRow - corner.startRow, height),
    startColumn: corner.startColumn,
    endColumn: corner.startColumn + times(corner.endColumn - corner.startColumn, width),
  };
}

/** Copies cells within a spreadsheet. Formulas keep their text. */
export const copyPaste = requestKind<CopyPaste>("copyPaste", (request, context) => {
  const { draft, actor } = context;
  if (request.pasteOrientation === "TRANSPOSE") throw notEmulated("pasteOrientation TRANSPOSE");
  const type = pasteTypeOf(request.pasteType);
  if (request.source === undefined || request.destination === undefined) {
    throw invalidArgument("Must specify a source and a destination.");
  }
  const from = draft.grid(request.source.sheetId);
  const sourceArea = areaOf(request.source, from.grid);
  checkInsideGrid(from.title, sourceArea, from.grid);
  const copied = copiedCells(from, sourceArea, context);
  const to = draft.grid(request.destination.sheetId);
  const area = pasteArea(areaOf(request.destination, to.grid), copied.length, copied[0]?.length ?? 1);
  checkInsideGrid(to.title, area, to.grid);
  guardArea(to, area, actor);
  paste(to, area, copied, type);
});
