import { maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument } from "../server/api-error.ts";
import { checkName, type WrittenNamedRange } from "./add-named-range.ts";
import { maskRequired } from "./mask-required.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateNamedRange {
  readonly namedRange?: WrittenNamedRange;
  readonly fields?: string;
}

/** Another name or another place for a named range. */
export const updateNamedRange = requestKind<UpdateNamedRange>(
  "updateNamedRange",
  ({ namedRange: written = {}, fields }, { draft }) => {
    const mask = parseFieldMask(maskRequired(fields), "NamedRange");
    const present = draft.namedRanges.find(({ namedRangeId }) => namedRangeId === written.namedRangeId);
    if (present === undefined) throw invalidArgument(`No NamedRange with id: ${written.namedRangeId ?? ""}`);
    const name = maskOf(mask, "name") === undefined ? present.name : (written.name ?? "");
    checkName(name, present.namedRangeId, draft);
    const range = maskOf(mask, "range") === undefined ? present.range : (written.range ?? {});
    draft.grid(range.sheetId);
    draft.namedRanges = draft.namedRanges.map((other) =>
      other === present ? { ...present, name, range } : other,
    );
  },
);
