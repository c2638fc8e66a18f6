import { withColorStyles } from "../grid/cell-format.ts";
import { type FieldMask, maskOf } from "../schema/field-mask.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import type { SheetProperties } from "./spreadsheet.ts";

/** google.apps.sheets.v4.GridProperties as it is sent. */
interface WrittenGridProperties {
  readonly rowCount?: number;
  readonly columnCount?: number;
  readonly frozenRowCount?: number;
  readonly frozenColumnCount?: number;
  readonly hideGridlines?: boolean;
  readonly rowGroupControlAfter?: boolean;
  readonly columnGroupControlAfter?: boolean;
}

/** google.apps.sheets.v4.SheetProperties as it is sent. */
export interface WrittenSheetProperties {
  readonly sheetId?: number;
  readonly title?: string;
  readonly index?: number;
  readonly sheetType?: string;
  readonly gridProperties?: WrittenGridProperties;
  readonly hidden?: boolean;
  readonly rightToLeft?: boolean;
  readonly tabColor?: Record<string, unknown>;
  readonly tabColorStyle?: Record<string, unknown>;
}

const flags = ["hidden", "rightToLeft"] as const;
const gridFlags = ["hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter"] as const;
const frozen = ["frozenRowCount", "frozenColumnCount"] as const;

/** Sets a field, or removes it where the value is the default: Google does not show defaults. */
const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (value === undefined || value === false || value === 0) delete target[name];
  else target[name] = value;
};

function putColors(target: Record<string, unknown>, written: WrittenSheetProperties, mask: FieldMask): void {
  const means = (name: string): boolean => maskOf(mask, name) !== undefined;
  if (!means("tabColor") && !means("tabColorStyle")) return;
  const { tabColor, tabColorStyle } = written;
  const sent = {
    ...(tabColor === undefined ? {} : { tabColor }),
    ...(tabColorStyle === undefined ? {} : { tabColorStyle }),
  };
  const colors = withColorStyles(sent);
  put(target, "tabColor", colors.tabColor);
  put(target, "tabColorStyle", colors.tabColorStyle);
}

/**
 * The properties with the masked ones taken from what was sent. Title, index and the grid's size are the caller's business.
 *
 * @throws ApiError for a kind of tab that is not a grid, or more frozen rows than rows
 */
export function writtenProperties(
  present: SheetProperties,
  written: WrittenSheetProperties,
  mask: FieldMask,
  size: { rowCount: number; columnCount: number },
): SheetProperties {
  if (written.sheetType !== undefined && written.sheetType !== "GRID") {
    throw notEmulated(`A sheet of type ${written.sheetType}`);
  }
  const result: Record<string, unknown> = { ...present };
  for (const name of flags) if (maskOf(mask, name) !== undefined) put(result, name, written[name]);
  putColors(result, written, mask);
  const gridMask = maskOf(mask, "gridProperties");
  for (const name of [...gridFlags, ...frozen]) {
    if (gridMask !== undefined && maskOf(gridMask, name) !== undefined) {
      put(result, name, written.gridProperties?.[name]);
    }
  }
  const properties = result as unknown as SheetProperties;
  if ((properties.frozenRowCount ?? 0) >= size.rowCount && (properties.frozenRowCount ?? 0) > 0) {
    throw invalidArgument("You can't freeze all visible rows on the sheet.");
  }
  if ((properties.frozenColumnCount ?? 0) >= size.columnCount && (properties.frozenColumnCount ?? 0) > 0) {
    throw invalidArgument("You can't freeze all visible columns on the sheet.");
  }
  return properties;
}
