import { InvalidInput, type TimeZone, timeZone } from "@attendance-export/core";
import { UserError } from "../user-error.ts";
import { ColumnBook, rowCondition } from "./cell-source.ts";
import type { Mapping } from "./mapping.ts";
import { type Drafter, recordDrafter } from "./record-drafting.ts";
import type { SourceRow } from "./source-row.ts";
import { type Unfolding, unfolding, withoutWideColumns } from "./wide-rows.ts";

/** A mapping checked against the columns of one file, ready to read its rows. */
export interface ImportPlan {
  readonly unfold: Unfolding["unfold"];
  readonly emptyCells: Unfolding["emptyCells"];
  /** Why the mapping passes this row over; undefined for a row that counts. */
  readonly skipReason: (row: SourceRow) => string | undefined;
  readonly draft: Drafter;
  readonly columnsLeftOut: readonly string[];
}

/** Refuses, with a `UserError`, a mapping that does not fit the file, before the first row is read. */
export const importPlan = (mapping: Mapping, fileColumns: readonly string[]): ImportPlan => {
  const { columns, unfold, emptyCells } = unfolding(mapping.wide, fileColumns);
  const book = new ColumnBook(columns);
  const skips = mapping.skip.map((condition, index) => ({
    because: condition.because,
    meets: rowCondition(condition, `skip.${index}`, book),
  }));
  const draft = recordDrafter(mapping, zoneOf(mapping), book);
  return {
    unfold,
    emptyCells,
    skipReason: (row) => skips.find(({ meets }) => meets(row))?.because,
    draft,
    columnsLeftOut: withoutWideColumns(book.unused(), mapping.wide),
  };
};

const zoneOf = ({ timeZone: name = "UTC" }: Mapping): TimeZone => {
  try {
    return timeZone(name);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw new UserError(
      `The mapping's timeZone: ${JSON.stringify(name)} is not a time zone.`,
      "Give an IANA name such as America/Toronto.",
      cause,
    );
  }
};
