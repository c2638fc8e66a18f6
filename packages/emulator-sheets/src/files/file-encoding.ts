import type { Chunk, ChunkStore } from "../grid/chunk-store.ts";
import { Grid } from "../grid/grid.ts";
import type { DimensionProperties } from "../spreadsheet/dimension.ts";
import type { Sheet, Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import type { StoredFile, Version } from "./file.ts";

/** How a store writes down which chunk is meant, and finds it again. */
export interface ChunkReferences {
  readonly store: ChunkStore;
  refer(chunk: Chunk): unknown;
  resolve(reference: unknown): Chunk;
}

interface EncodedSheet extends Omit<Sheet, "grid" | "rowProperties" | "columnProperties"> {
  readonly grid: {
    readonly rowCount: number;
    readonly columnCount: number;
    readonly chunks: readonly unknown[];
  };
  readonly rowProperties: readonly [number, DimensionProperties][];
  readonly columnProperties: readonly [number, DimensionProperties][];
}

interface EncodedSpreadsheet extends Omit<Spreadsheet, "sheets"> {
  readonly sheets: readonly EncodedSheet[];
}

interface EncodedFile extends Omit<StoredFile, "current"> {
  readonly current?: Omit<Version, "spreadsheet"> & { readonly spreadsheet: EncodedSpreadsheet };
}

const encodeSheet = (sheet: Sheet, { refer }: ChunkReferences): EncodedSheet => ({
  ...sheet,
  grid: {
    rowCount: sheet.grid.rowCount,
    columnCount: sheet.grid.columnCount,
    chunks: sheet.grid.chunks.map(refer),
  },
  rowProperties: [...sheet.rowProperties],
  columnProperties: [...sheet.columnProperties],
});

const decodeSheet = (sheet: EncodedSheet, { store, resolve }: ChunkReferences): Sheet => ({
  ...sheet,
  grid: new Grid(store, sheet.grid.rowCount, sheet.grid.columnCount, sheet.grid.chunks.map(resolve)),
  rowProperties: new Map(sheet.rowProperties),
  columnProperties: new Map(sheet.columnProperties),
});

/** A file as text: everything but the rows, which stand in their chunks. */
export function encodeFile(file: StoredFile, references: ChunkReferences): string {
  const { current, ...rest } = file;
  if (current === undefined) return JSON.stringify(rest);
  const { spreadsheet } = current;
  const sheets = spreadsheet.sheets.map((sheet) => encodeSheet(sheet, references));
  const encoded: EncodedFile = { ...rest, current: { ...current, spreadsheet: { ...spreadsheet, sheets } } };
  return JSON.stringify(encoded);
}

/** The file that `encodeFile` made the text of. */
export function decodeFile(text: string, references: ChunkReferences): StoredFile {
  const { current, ...rest } = JSON.parse(text) as EncodedFile;
  if (current === undefined) return rest;
  const { spreadsheet } = current;
  const sheets = spreadsheet.sheets.map((sheet) => decodeSheet(sheet, references));
  return { ...rest, current: { ...current, spreadsheet: { ...spreadsheet, sheets } } };
}
