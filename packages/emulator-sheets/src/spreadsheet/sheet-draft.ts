import { GridDraft } from "../grid/grid-draft.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import type { DimensionTable } from "./dimension.ts";
import type { DimensionGroup, KeptObject, ProtectedRange, Sheet, SheetProperties } from "./spreadsheet.ts";

/** A tab in the making. Its lists are replaced, never changed in place, so the tab that it started from stays whole. */
export class SheetDraft {
  readonly #base: Sheet;
  #grid: GridDraft | undefined;

  properties: SheetProperties;
  merges: readonly GridRange[];
  protectedRanges: readonly ProtectedRange[];
  basicFilter: KeptObject | undefined;
  filterViews: readonly KeptObject[];
  conditionalFormats: readonly KeptObject[];
  bandedRanges: readonly KeptObject[];
  tables: readonly KeptObject[];
  rowGroups: readonly DimensionGroup[];
  columnGroups: readonly DimensionGroup[];
  rowProperties: DimensionTable;
  columnProperties: DimensionTable;

  constructor(sheet: Sheet) {
    this.#base = sheet;
    this.properties = sheet.properties;
    this.merges = sheet.merges;
    this.protectedRanges = sheet.protectedRanges;
    this.basicFilter = sheet.basicFilter;
    this.filterViews = sheet.filterViews;
    this.conditionalFormats = sheet.conditionalFormats;
    this.bandedRanges = sheet.bandedRanges;
    this.tables = sheet.tables;
    this.rowGroups = sheet.rowGroups;
    this.columnGroups = sheet.columnGroups;
    this.rowProperties = sheet.rowProperties;
    this.columnProperties = sheet.columnProperties;
  }

  get sheetId(): number {
    return this.properties.sheetId;
  }

  get title(): string {
    return this.properties.title;
  }

  /** The cells, opened for change at the first look. */
  get grid(): GridDraft {
    this.#grid ??= new GridDraft(this.#base.grid);
    return this.#grid;
  }

  /** The tab as it now is. */
  finish(): Sheet {
    const { basicFilter, ...rest } = this;
    return {
      ...rest,
      ...(basicFilter === undefined ? {} : { basicFilter }),
      grid: this.#grid?.finish() ?? this.#base.grid,
    };
  }
}
