import type { GridRange } from "../ranges/grid-range.ts";
import { maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { writableArea } from "../spreadsheet/writable-area.ts";
import { keptColumns } from "./add-table.ts";
import { maskRequired } from "./mask-required.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateTable {
  readonly table?: {
    readonly tableId?: string;
    readonly name?: string;
    readonly range?: GridRange;
    readonly columnProperties?: readonly Record<string, unknown>[];
  };
  readonly fields?: string;
}

const emulated = new Set(["name", "range", "columnProperties"]);

/** Another name, place or other columns for a table; its banded range follows. */
export const updateTable = requestKind<UpdateTable>(
  "updateTable",
  ({ table: written = {}, fields }, { draft, actor }) => {
    const mask = parseFieldMask(maskRequired(fields), "Table");
    if (mask !== "*") {
      const other = [...mask.keys()].find((name) => !emulated.has(name));
      if (other !== undefined) throw notEmulated(`Writing Table.${other}`);
    }
    const { tableId } = written;
    const sheet = draft.sheets.find(({ tables }) => tables.some((table) => table.tableId === tableId));
    if (sheet === undefined) throw invalidArgument(`No table with id: ${tableId ?? ""}`);
    const means = (name: keyof typeof written): boolean =>
      maskOf(mask, name) !== undefined && written[name] !== undefined;
    if (means("range")) writableArea(written.range ?? {}, draft, actor);
    const changes = {
      ...(means("name") ? { name: written.name } : {}),
      ...(means("range") ? { range: written.range ?? {} } : {}),
      ...(means("columnProperties") ? { columnProperties: keptColumns(written.columnProperties ?? []) } : {}),
    };
    sheet.tables = sheet.tables.map((table) =>
      table.tableId === tableId ? { ...table, ...changes } : table,
    );
    if (!means("range")) return;
    const range = written.range ?? {};
    sheet.bandedRanges = sheet.bandedRanges.map((band) =>
      band.bandedRangeReference === tableId ? { ...band, range } : band,
    );
  },
);
