import { parseCells } from "../ranges/a1.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import { shownNamedRange } from "../spreadsheet/shown-ranges.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import { requestKind } from "./request-kind.ts";

export interface WrittenNamedRange {
  readonly namedRangeId?: string;
  readonly name?: string;
  readonly range?: GridRange;
}

/** Refuses a name that is malformed or that another named range has; names differ without regard to case. */
export function checkName(name: string, id: string, draft: SpreadsheetDraft): void {
  const isWellFormed =
    /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && name.length <= 250 && parseCells(name) === undefined;
  if (!isWellFormed) throw invalidArgument(`Invalid name for named range: ${name}`);
  const isTaken = draft.namedRanges.some(
    (range) => range.namedRangeId !== id && range.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) {
    throw invalidArgument(
      `Cannot add named range with name ${name}, a named range with that name already exists.`,
    );
  }
}

/** A name for a range. A name in use is refused, so it can serve as a lock. */
export const addNamedRange = requestKind<{ readonly namedRange?: WrittenNamedRange }>(
  "addNamedRange",
  ({ namedRange = {} }, { draft, random }) => {
    const { name = "", range = {} } = namedRange;
    const isUsed = (id: string): boolean => draft.namedRanges.some(({ namedRangeId }) => namedRangeId === id);
    if (namedRange.namedRangeId !== undefined && isUsed(namedRange.namedRangeId)) {
      throw invalidArgument(
        `Cannot add named range with ID ${namedRange.namedRangeId}, a named range with that ID already exists.`,
      );
    }
    const namedRangeId = namedRange.namedRangeId ?? String(random.unusedId((id) => isUsed(String(id))));
    checkName(name, namedRangeId, draft);
    draft.grid(range.sheetId);
    const added = { namedRangeId, name, range };
    draft.namedRanges = [...draft.namedRanges, added];
    return { namedRange: shownNamedRange(added, draft.sheets) };
  },
);
