import { type Area, areaOf, overlaps } from "../ranges/grid-range.ts";
import { invalidArgument } from "../server/api-error.ts";
import type { ProtectedRange } from "./spreadsheet.ts";

/** Who changes the spreadsheet. */
export interface Actor {
  readonly email: string;
  readonly projectNumber: string;
  /** The owner may edit what is protected. */
  readonly isOwner: boolean;
}

interface ProtectedSheet {
  readonly protectedRanges: readonly ProtectedRange[];
  readonly grid: { readonly rowCount: number; readonly columnCount: number };
}

export const mayEdit = (range: ProtectedRange, actor: Actor): boolean =>
  actor.isOwner || range.warningOnly === true || range.editors.includes(actor.email);

/**
 * Refuses a change of protected cells. Google answers 400 here, not 403.
 *
 * A range that is protected through a named range or a table is not looked into: only ranges given as such are.
 */
export function guardArea(sheet: ProtectedSheet, area: Area, actor: Actor): void {
  if (sheet.protectedRanges.length === 0) return;
  for (const protectedRange of sheet.protectedRanges) {
    if (protectedRange.range === undefined || mayEdit(protectedRange, actor)) continue;
    if (!overlaps(areaOf(protectedRange.range, sheet.grid), area)) continue;
    const holes = protectedRange.unprotectedRanges ?? [];
    const isOpen = holes.some((hole) => {
      const open = areaOf(hole, sheet.grid);
      return (
        open.startRow <= area.startRow &&
        area.endRow <= open.endRow &&
        open.startColumn <= area.startColumn &&
        area.endColumn <= open.endColumn
      );
    });
    if (!isOpen) throw protectedCell();
  }
}

/** Refuses a change of a tab as a whole while any part of it is protected against the actor. */
export function guardSheet(sheet: ProtectedSheet, actor: Actor): void {
  if (sheet.protectedRanges.some((range) => !mayEdit(range, actor))) throw protectedCell();
}

/** Refuses a change of a protection by somebody whom it keeps out. */
export function guardProtection(range: ProtectedRange, actor: Actor): void {
  if (!mayEdit(range, actor)) throw protectedCell();
}

const protectedCell = () =>
  invalidArgument(
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
  );
