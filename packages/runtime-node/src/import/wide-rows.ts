import type { FieldValue } from "@attendance-export/core";
import { UserError } from "../user-error.ts";
import type { ColumnBook } from "./cell-source.ts";
import type { Mapping } from "./mapping.ts";
import type { SourceItem } from "./source-row.ts";

/** Turns one row with a column for each session into one row for each session. */
export interface Unfolding {
  /** The columns that the rest of the mapping may name: those that are no sessions, and the two new ones. */
  readonly columns: readonly string[];
  readonly unfold: (item: SourceItem) => Iterable<SourceItem>;
  /** Cells passed over because they were empty. */
  readonly emptyCells: () => number;
}

/** A long file is its own unfolding. */
export const unfolding = (wide: Mapping["wide"], columns: readonly string[]): Unfolding => {
  if (wide === undefined) return { columns, unfold: (item) => [item], emptyCells: () => 0 };
  const sessions = columns.filter((column) => wide.columns.test(column));
  if (sessions.length === 0)
    throw new UserError(
      `The mapping's wide.columns (${wide.columns.source}) matches none of the file's columns.`,
      `The file's columns are: ${columns.join(", ")}.`,
    );
  const kept = columns.filter((column) => !wide.columns.test(column));
  let emptyCells = 0;
  const unfold = function* (item: SourceItem): Generator<SourceItem> {
    if (item.kind === "problem") {
      yield item;
      return;
    }
    const shared = kept.map((column) => [column, item.cells.get(column) ?? null] as const);
    for (const session of sessions) {
      const cell = item.cells.get(session) ?? null;
      if (isBlank(cell) && wide.emptyCells === "skip") emptyCells += 1;
      else
        yield {
          kind: "row",
          place: { ...item.place, column: session },
          cells: new Map<string, FieldValue>([...shared, [wide.headerAs, session], [wide.cellAs, cell]]),
        };
    }
  };
  return { columns: [...kept, wide.headerAs, wide.cellAs], unfold, emptyCells: () => emptyCells };
};

/** Both new columns tell something even where a mapping does not use them, so they are not reported as left out. */
export const withoutWideColumns = (
  unused: ReturnType<ColumnBook["unused"]>,
  wide: Mapping["wide"],
): readonly string[] => unused.filter((column) => column !== wide?.headerAs && column !== wide?.cellAs);

const isBlank = (cell: FieldValue): boolean =>
  cell === null || (typeof cell === "string" && cell.trim() === "");
