import { addChart } from "./add-chart.ts";
import { addDimensionGroup } from "./add-dimension-group.ts";
import { addFilterView } from "./add-filter-view.ts";
import { addNamedRange } from "./add-named-range.ts";
import { addProtectedRange } from "./add-protected-range.ts";
import { addSheet } from "./add-sheet.ts";
import { addTable } from "./add-table.ts";
import { appendCells } from "./append-cells.ts";
import { appendDimension } from "./append-dimension.ts";
import { autoResizeDimensions } from "./auto-resize-dimensions.ts";
import { clearBasicFilter } from "./clear-basic-filter.ts";
import { copyPaste } from "./copy-paste.ts";
import { createDeveloperMetadata } from "./create-developer-metadata.ts";
import { cutPaste } from "./cut-paste.ts";
import { deleteDeveloperMetadata } from "./delete-developer-metadata.ts";
import { deleteDimension } from "./delete-dimension.ts";
import { deleteDimensionGroup } from "./delete-dimension-group.ts";
import { deleteFilterView } from "./delete-filter-view.ts";
import { deleteNamedRange } from "./delete-named-range.ts";
import { deleteProtectedRange } from "./delete-protected-range.ts";
import { deleteRange } from "./delete-range.ts";
import { deleteSheet } from "./delete-sheet.ts";
import { deleteTable } from "./delete-table.ts";
import { duplicateSheet } from "./duplicate-sheet.ts";
import { insertDimension } from "./insert-dimension.ts";
import { insertRange } from "./insert-range.ts";
import { mergeCells } from "./merge-cells.ts";
import { moveDimension } from "./move-dimension.ts";
import { repeatCell } from "./repeat-cell.ts";
import type { RequestKind } from "./request-kind.ts";
import { setBasicFilter } from "./set-basic-filter.ts";
import { setDataValidation } from "./set-data-validation.ts";
import { sortRange } from "./sort-range.ts";
import { unmergeCells } from "./unmerge-cells.ts";
import { updateCells } from "./update-cells.ts";
import { updateDeveloperMetadata } from "./update-developer-metadata.ts";
import { updateDimensionProperties } from "./update-dimension-properties.ts";
import { updateNamedRange } from "./update-named-range.ts";
import { updateProtectedRange } from "./update-protected-range.ts";
import { updateSheetProperties } from "./update-sheet-properties.ts";
import { updateSpreadsheetProperties } from "./update-spreadsheet-properties.ts";
import { updateTable } from "./update-table.ts";

const kinds: readonly RequestKind[] = [
  addChart,
  addDimensionGroup,
  addFilterView,
  addNamedRange,
  addProtectedRange,
  addSheet,
  addTable,
  appendCells,
  appendDimension,
  autoResizeDimensions,
  clearBasicFilter,
  copyPaste,
  createDeveloperMetadata,
  cutPaste,
  deleteDeveloperMetadata,
  deleteDimension,
  deleteDimensionGroup,
  deleteFilterView,
  deleteNamedRange,
  deleteProtectedRange,
  deleteRange,
  deleteSheet,
  deleteTable,
  duplicateSheet,
  insertDimension,
  insertRange,
  mergeCells,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  sortRange,
  unmergeCells,
  updateCells,
  updateDeveloperMetadata,
  updateDimensionProperties,
  updateNamedRange,
  updateProtectedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
  updateTable,
];

/** Every kind of request that is emulated, by its field in google.apps.sheets.v4.Request. */
export const requestKinds: ReadonlyMap<string, RequestKind> = new Map(kinds.map((kind) => [kind.name, kind]));
