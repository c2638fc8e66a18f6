import type { GridRange } from "../ranges/grid-range.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import type { SheetDraft } from "../spreadsheet/sheet-draft.ts";
import { isWholeSheet, shownProtectedPlace } from "../spreadsheet/shown-ranges.ts";
import type { ProtectedRange } from "../spreadsheet/spreadsheet.ts";
import { requestKind } from "./request-kind.ts";

/** google.apps.sheets.v4.ProtectedRange as it is sent; `requestingUserCanEdit` is ignored (recorded). */
export interface WrittenProtectedRange {
  readonly protectedRangeId?: number;
  readonly range?: GridRange;
  readonly namedRangeId?: string;
  readonly tableId?: string;
  readonly description?: string;
  readonly warningOnly?: boolean;
  readonly unprotectedRanges?: readonly GridRange[];
  readonly editors?: {
    readonly users?: readonly string[];
    readonly groups?: readonly string[];
    readonly domainUsersCanEdit?: boolean;
  };
}

/** Groups and domains have no members here, so a protection that leans on them would let nobody through. */
export function checkEmulated(written: WrittenProtectedRange): void {
  if (written.namedRangeId !== undefined) throw notEmulated("protectedRange.namedRangeId");
  if (written.tableId !== undefined) throw notEmulated("protectedRange.tableId");
  if ((written.editors?.groups ?? []).length > 0) throw notEmulated("protectedRange.editors.groups");
  if (written.editors?.domainUsersCanEdit === true)
    throw notEmulated("protectedRange.editors.domainUsersCanEdit");
}

/** The editors of a protection: those that were sent, and whoever makes it. A warning has none. */
export const editorsOf = (written: WrittenProtectedRange, email: string): readonly string[] =>
  written.warningOnly === true ? [] : [...new Set([...(written.editors?.users ?? []), email])];

/** The protection as the reply shows it: without the editor that Google adds by itself. */
function shownInReply(
  added: ProtectedRange,
  written: WrittenProtectedRange,
  sheet: SheetDraft,
): Record<string, unknown> {
  const { editors: _editors, range = {}, ...rest } = added;
  const place = shownProtectedPlace(sheet, range);
  const users = written.editors?.users ?? [];
  return { ...rest, range: place, requestingUserCanEdit: true, editors: users.length === 0 ? {} : { users } };
}

/** Protects cells, or a whole tab once; a second protection of the tab is refused. */
export const addProtectedRange = requestKind<{ readonly protectedRange?: WrittenProtectedRange }>(
  "addProtectedRange",
  ({ protectedRange: written = {} }, { draft, random, actor }) => {
    checkEmulated(written);
    if (written.range === undefined)
      throw invalidArgument("Must specify a range, namedRangeId or tableId to protect.");
    const sheet = draft.grid(written.range.sheetId);
    const isUsed = (id: number): boolean =>
      draft.sheets.some(({ protectedRanges }) =>
        protectedRanges.some((range) => range.protectedRangeId === id),
      );
    if (written.protectedRangeId !== undefined && isUsed(written.protectedRangeId)) {
      throw invalidArgument(
        `Cannot add protected range with ID: ${written.protectedRangeId}, a protected range with that ID already exists.`,
      );
    }
    const isSheet = isWholeSheet(written.range);
    if (isSheet && sheet.protectedRanges.some(({ range }) => range !== undefined && isWholeSheet(range))) {
      throw invalidArgument(`Sheet "${sheet.title}" already has sheet protection.`);
    }
    const { description, warningOnly, unprotectedRanges = [] } = written;
    const added: ProtectedRange = {
      protectedRangeId: written.protectedRangeId ?? random.unusedId(isUsed),
      range: written.range,
      ...(description === undefined || description === "" ? {} : { description }),
      ...(warningOnly === true ? { warningOnly } : {}),
      ...(unprotectedRanges.length === 0 ? {} : { unprotectedRanges }),
      editors: editorsOf(written, actor.email),
    };
    sheet.protectedRanges = [...sheet.protectedRanges, added];
    return { protectedRange: shownInReply(added, written, sheet) };
  },
);
