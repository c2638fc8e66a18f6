import { type FieldMask, maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument } from "../server/api-error.ts";
import { guardProtection } from "../spreadsheet/protection.ts";
import type { ProtectedRange } from "../spreadsheet/spreadsheet.ts";
import { checkEmulated, editorsOf, type WrittenProtectedRange } from "./add-protected-range.ts";
import { maskRequired } from "./mask-required.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateProtectedRange {
  readonly protectedRange?: WrittenProtectedRange;
  readonly fields?: string;
}

function changed(
  present: ProtectedRange,
  to: WrittenProtectedRange,
  mask: FieldMask,
  email: string,
): ProtectedRange {
  const means = (name: string): boolean => maskOf(mask, name) !== undefined;
  const {
    description: oldDescription,
    warningOnly: oldWarning,
    unprotectedRanges: oldHoles,
    ...rest
  } = present;
  const description = means("description") ? to.description : oldDescription;
  const warningOnly = means("warningOnly") ? to.warningOnly : oldWarning;
  const holes = means("unprotectedRanges") ? to.unprotectedRanges : oldHoles;
  return {
    ...rest,
    ...(means("range") && to.range !== undefined ? { range: to.range } : {}),
    ...(description === undefined || description === "" ? {} : { description }),
    ...(warningOnly === true ? { warningOnly } : {}),
    ...(holes === undefined || holes.length === 0 ? {} : { unprotectedRanges: holes }),
    editors: means("editors")
      ? editorsOf({ ...to, warningOnly: warningOnly ?? false }, email)
      : present.editors,
  };
}

/** Changes a protection; who may not edit what it protects may not change it either. */
export const updateProtectedRange = requestKind<UpdateProtectedRange>(
  "updateProtectedRange",
  ({ protectedRange: written = {}, fields }, { draft, actor }) => {
    const mask = parseFieldMask(maskRequired(fields), "ProtectedRange");
    checkEmulated(written);
    const id = written.protectedRangeId;
    const sheet = draft.sheets.find(({ protectedRanges }) =>
      protectedRanges.some((range) => range.protectedRangeId === id),
    );
    const present = sheet?.protectedRanges.find((range) => range.protectedRangeId === id);
    if (sheet === undefined || present === undefined)
      throw invalidArgument(`No protected range with id: ${id ?? 0}`);
    guardProtection(present, actor);
    const next = changed(present, written, mask, actor.email);
    sheet.protectedRanges = sheet.protectedRanges.map((range) => (range === present ? next : range));
  },
);
