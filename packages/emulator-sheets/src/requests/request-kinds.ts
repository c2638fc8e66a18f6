import { addSheet } from "./add-sheet.ts";
import { appendCells } from "./append-cells.ts";
import { createDeveloperMetadata } from "./create-developer-metadata.ts";
import { deleteDeveloperMetadata } from "./delete-developer-metadata.ts";
import { deleteSheet } from "./delete-sheet.ts";
import { repeatCell } from "./repeat-cell.ts";
import type { RequestKind } from "./request-kind.ts";
import { updateDeveloperMetadata } from "./update-developer-metadata.ts";
import { updateSheetProperties } from "./update-sheet-properties.ts";

const kinds: readonly RequestKind[] = [
  addSheet,
  appendCells,
  createDeveloperMetadata,
  deleteDeveloperMetadata,
  deleteSheet,
  repeatCell,
  updateDeveloperMetadata,
  updateSheetProperties,
];

/** Every kind of request that is emulated, by its field in google.apps.sheets.v4.Request. */
export const requestKinds: ReadonlyMap<string, RequestKind> = new Map(kinds.map((kind) => [kind.name, kind]));
