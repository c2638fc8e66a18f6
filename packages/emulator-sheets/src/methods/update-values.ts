import { resolveRange } from "../ranges/resolve-range.ts";
import type { Actor } from "../spreadsheet/protection.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import { checkInsideGrid } from "../spreadsheet/writable-area.ts";
import { checkFits, type Written, writeValues } from "../values/write-values.ts";
import { writeSpreadsheet } from "./open-spreadsheet.ts";
import type { SheetsMethod } from "./sheets-method.ts";
import {
  checkSameRange,
  inputOf,
  shownUpdate,
  type WriteOptions,
  type WrittenValueRange,
  writeParameters,
} from "./values-body.ts";

/** Writes one range of values: one cell grows to the input, two corners must hold it. */
export function writeRange(
  range: string,
  values: WrittenValueRange,
  options: WriteOptions,
  draft: SpreadsheetDraft,
  actor: Actor,
): Written {
  const input = inputOf(values, options, draft);
  const { sheet, area, isSingleCell } = resolveRange(range, draft);
  if (!isSingleCell) {
    checkInsideGrid(sheet.title, area, sheet.grid);
    checkFits(sheet, area, input.rows);
  }
  return writeValues(sheet, area.startRow, area.startColumn, input, actor);
}

/** The values of one range, replaced; `null` leaves a cell as it is, `""` empties it. */
export const updateValues: SheetsMethod = {
  id: "spreadsheets.values.update",
  access: "write",
  isReadScopeEnough: false,
  query: writeParameters,
  body: { message: "ValueRange", path: "data" },
  reply: "UpdateValuesResponse",
  run(call) {
    const { params, query, engine } = call;
    const values = call.body as WrittenValueRange;
    const options = query as WriteOptions;
    const { draft, actor, commit } = writeSpreadsheet(call);
    const range = params.range ?? "";
    checkSameRange(values.range, range, draft);
    const written = writeRange(range, values, options, draft, actor);
    return shownUpdate(params.spreadsheetId ?? "", written, options, commit(), engine.clock.now());
  },
};
