import { maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import type { DimensionProperties, DimensionRange, DimensionTable } from "../spreadsheet/dimension.ts";
import { dimensionSpan, lineWord, spanArea } from "../spreadsheet/dimension-span.ts";
import { guardArea } from "../spreadsheet/protection.ts";
import { maskRequired } from "./mask-required.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateDimensionProperties {
  readonly range?: DimensionRange;
  readonly properties?: DimensionProperties;
  readonly fields?: string;
}

/** The table with one line changed; a line that is as every other is not kept. */
export function withLine(
  table: Map<number, DimensionProperties>,
  index: number,
  changes: DimensionProperties,
): void {
  const { pixelSize, hiddenByUser } = { ...table.get(index), ...changes };
  const kept = {
    ...(pixelSize === undefined ? {} : { pixelSize }),
    ...(hiddenByUser === true ? { hiddenByUser } : {}),
  };
  if (Object.keys(kept).length === 0) table.delete(index);
  else table.set(index, kept);
}

/** Hides or shows rows or columns, or sets their size. */
export const updateDimensionProperties = requestKind<UpdateDimensionProperties>(
  "updateDimensionProperties",
  ({ range, properties = {}, fields }, { draft, actor }) => {
    const mask = parseFieldMask(maskRequired(fields), "DimensionProperties");
    const isMeant = (name: string): boolean => maskOf(mask, name) !== undefined;
    if (mask !== "*" && isMeant("developerMetadata"))
      throw notEmulated("Writing DimensionProperties.developerMetadata");
    const span = dimensionSpan(range, draft);
    const { sheet, dimension, start, end, size } = span;
    if (end > size)
      throw invalidArgument(`The ${lineWord(dimension)}s must lie inside of the grid of ${size}.`);
    guardArea(sheet, spanArea(span), actor);
    const changes = {
      ...(isMeant("pixelSize") && properties.pixelSize !== undefined
        ? { pixelSize: properties.pixelSize }
        : {}),
      ...(isMeant("hiddenByUser") ? { hiddenByUser: properties.hiddenByUser ?? false } : {}),
    };
    const table = new Map(dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties);
    for (let index = start; index < end; index += 1) withLine(table, index, changes);
    const changed: DimensionTable = table;
    if (dimension === "ROWS") sheet.rowProperties = changed;
    else sheet.columnProperties = changed;
  },
);
