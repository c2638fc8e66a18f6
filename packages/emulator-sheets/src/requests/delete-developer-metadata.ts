import { type DataFilter, matchingMetadata } from "../metadata/data-filter.ts";
import { invalidArgument } from "../server/api-error.ts";
import { shownMetadata } from "../spreadsheet/developer-metadata.ts";
import { requestKind } from "./request-kind.ts";

interface DeleteDeveloperMetadata {
  readonly dataFilter?: DataFilter;
}

/** Removes the entries that a filter means. What Google answers when it means none is not known: the world decides. */
export const deleteDeveloperMetadata = requestKind<DeleteDeveloperMetadata>(
  "deleteDeveloperMetadata",
  ({ dataFilter }, { draft, actor, world }) => {
    if (dataFilter === undefined) throw invalidArgument("dataFilter must be set.");
    const matched = matchingMetadata(dataFilter, draft, actor.projectNumber);
    if (matched.length === 0 && world.metadataFilterWithoutMatch === "refused") {
      throw invalidArgument("No developer metadata matched the specified filter.");
    }
    draft.metadata = draft.metadata.filter((entry) => !matched.includes(entry));
    return matched.length === 0 ? {} : { deletedDeveloperMetadata: matched.map(shownMetadata) };
  },
);
