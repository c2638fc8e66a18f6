import { invalidArgument } from "../server/api-error.ts";
import { requestKind } from "./request-kind.ts";

/** Forgets a name; the cells stay. */
export const deleteNamedRange = requestKind<{ readonly namedRangeId?: string }>(
  "deleteNamedRange",
  ({ namedRangeId = "" }, { draft }) => {
    const others = draft.namedRanges.filter((range) => range.namedRangeId !== namedRangeId);
    if (others.length === draft.namedRanges.length)
      throw invalidArgument(`No NamedRange with id: ${namedRangeId}`);
    draft.namedRanges = others;
  },
);
