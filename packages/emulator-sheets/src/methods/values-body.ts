import { rangeText } from "../ranges/a1.ts";
import { resolveRange } from "../ranges/resolve-range.ts";
import { badRequest, invalidArgument } from "../server/api-error.ts";
import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import { inputRows } from "../values/input-rows.ts";
import { localeOf } from "../values/locale.ts";
import { readValues } from "../values/read-values.ts";
import type { Input, Written } from "../values/write-values.ts";

/** google.apps.sheets.v4.ValueRange as it is sent. */
export interface WrittenValueRange {
  readonly range?: string;
  readonly majorDimension?: string;
  readonly values?: readonly (readonly unknown[])[];
}

/** The parameters, of the query or of the body, that say how a write is interpreted and answered. */
export interface WriteOptions {
  readonly valueInputOption?: string;
  readonly includeValuesInResponse?: boolean;
  readonly responseValueRenderOption?: string;
  readonly responseDateTimeRenderOption?: string;
}

/** The same parameters as a query has them. */
export const writeParameters = {
  valueInputOption: "#ValueInputOption",
  includeValuesInResponse: "bool",
  responseValueRenderOption: "#ResponseValueRenderOption",
  responseDateTimeRenderOption: "#ResponseDateTimeRenderOption",
} as const;

/** The input of a write, read by rows. @throws ApiError without a `valueInputOption`, which has no default */
export function inputOf(values: WrittenValueRange, options: WriteOptions, draft: SpreadsheetDraft): Input {
  const { valueInputOption } = options;
  if (valueInputOption === undefined || valueInputOption === "INPUT_VALUE_OPTION_UNSPECIFIED") {
    throw badRequest([{ description: "'valueInputOption' is required but not specified" }]);
  }
  return {
    rows: inputRows(values.values ?? [], values.majorDimension),
    isRaw: valueInputOption === "RAW",
    context: {
      locale: localeOf(draft.properties.locale),
      titles: draft.sheets.map(({ title }) => title),
    },
  };
}

/** Refuses a body whose range is another than the path's. In which words Google does is not known. */
export function checkSameRange(inBody: string | undefined, inPath: string, draft: SpreadsheetDraft): void {
  if (inBody === undefined || inBody === inPath) return;
  const [one, other] = [resolveRange(inBody, draft), resolveRange(inPath, draft)];
  const same = (a: typeof one, b: typeof one): boolean =>
    a.sheet === b.sheet && JSON.stringify(a.area) === JSON.stringify(b.area);
  if (!same(one, other)) {
    throw invalidArgument(`The range in the body [${inBody}] is not the range in the path [${inPath}].`);
  }
}

/** google.apps.sheets.v4.UpdateValuesResponse of one write. `after` is the spreadsheet with it. */
export function shownUpdate(
  spreadsheetId: string,
  written: Written,
  options: WriteOptions,
  after: Spreadsheet,
  nowMs: number,
): Record<string, unknown> {
  const { sheet, area, rows, columns, cells } = written;
  const shown = {
    spreadsheetId,
    updatedRange: rangeText(sheet.title, area),
    ...(cells === 0 ? {} : { updatedRows: rows.size, updatedColumns: columns.size, updatedCells: cells }),
  };
  if (options.includeValuesInResponse !== true) return shown;
  const finished = after.sheets.find(({ properties }) => properties.sheetId === sheet.sheetId);
  if (finished === undefined) return shown;
  const readOptions = {
    valueRenderOption: options.responseValueRenderOption,
    dateTimeRenderOption: options.responseDateTimeRenderOption,
  };
  return { ...shown, updatedData: readValues(finished, area, after, readOptions, nowMs) };
}
