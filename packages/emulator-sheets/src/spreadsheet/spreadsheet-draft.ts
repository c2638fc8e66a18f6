import type { ChunkStore } from "../grid/chunk-store.ts";
import { Grid } from "../grid/grid.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { DeveloperMetadata } from "./developer-metadata.ts";
import { limits } from "./limits.ts";
import { SheetDraft } from "./sheet-draft.ts";
import {
  blankSheet,
  type NamedRange,
  reservedCells,
  type Sheet,
  type SheetProperties,
  type Spreadsheet,
  type SpreadsheetProperties,
} from "./spreadsheet.ts";

/**
 * A spreadsheet in the making: what the requests of one batch work on.
 *
 * The spreadsheet that it started from is not touched. A batch that fails drops its draft, and that is the whole rollback.
 */
export class SpreadsheetDraft {
  readonly #store: ChunkStore;
  properties: SpreadsheetProperties;
  sheets: readonly SheetDraft[];
  namedRanges: readonly NamedRange[];
  metadata: readonly DeveloperMetadata[];

  constructor(spreadsheet: Spreadsheet, store: ChunkStore) {
    this.#store = store;
    this.properties = spreadsheet.properties;
    this.sheets = spreadsheet.sheets.map((sheet) => new SheetDraft(sheet));
    this.namedRanges = spreadsheet.namedRanges;
    this.metadata = spreadsheet.metadata;
  }

  findSheet(sheetId: number): SheetDraft | undefined {
    return this.sheets.find((sheet) => sheet.sheetId === sheetId);
  }

  /** For requests about cells, rows and columns; Google says "grid" there. */
  grid(sheetId = 0): SheetDraft {
    const sheet = this.findSheet(sheetId);
    if (sheet === undefined) throw invalidArgument(`No grid with id: ${sheetId}`);
    return sheet;
  }

  /** For requests about tabs; Google says "sheet" there. */
  sheet(sheetId = 0): SheetDraft {
    const sheet = this.findSheet(sheetId);
    if (sheet === undefined) throw invalidArgument(`No sheet with id: ${sheetId}`);
    return sheet;
  }

  /** Puts a new empty tab at an index of the list. */
  insertSheet(properties: SheetProperties, rowCount: number, columnCount: number, index: number): SheetDraft {
    this.reserve(rowCount * columnCount);
    const draft = new SheetDraft(blankSheet(properties, new Grid(this.#store, rowCount, columnCount)));
    this.sheets = this.sheets.toSpliced(index, 0, draft);
    return draft;
  }

  /** Puts a copy of a tab, cells and all, at an index of the list. */
  insertCopy(sheet: Sheet, properties: SheetProperties, index: number): SheetDraft {
    this.reserve(sheet.grid.rowCount * sheet.grid.columnCount);
    const draft = new SheetDraft({ ...sheet, properties });
    this.sheets = this.sheets.toSpliced(index, 0, draft);
    return draft;
  }

  /** Grows or cuts a tab's grid, within the limit of ten million cells. */
  resize(sheet: SheetDraft, rowCount: number, columnCount: number): void {
    const { grid } = sheet;
    if (columnCount > limits.columns) {
      throw invalidArgument(
        `This action would increase the number of columns in the sheet above the limit of ${limits.columns} columns.`,
      );
    }
    // Growth is judged before the cut: more rows and fewer columns at once may be refused though the result would fit.
    const grown = Math.max(rowCount, grid.rowCount) * Math.max(columnCount, grid.columnCount);
    this.reserve(grown - grid.rowCount * grid.columnCount);
    grid.resize(rowCount, columnCount);
  }

  /** @throws ApiError when the workbook would have more than ten million cells, reserved ones included. */
  reserve(more: number): void {
    if (more > 0 && reservedCells(this.sheets) + more > limits.cells) {
      throw invalidArgument(
        `This action would increase the number of cells in the workbook above the limit of ${limits.cells} cells.`,
      );
    }
  }

  finish(): Spreadsheet {
    return {
      properties: this.properties,
      sheets: this.sheets.map((sheet) => sheet.finish()),
      namedRanges: this.namedRanges,
      metadata: this.metadata,
    };
  }
}
