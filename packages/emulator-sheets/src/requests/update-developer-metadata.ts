import { type DataFilter, matchingMetadata } from "../metadata/data-filter.ts";
import { checkMetadataBudget } from "../metadata/metadata-budget.ts";
import { metadataLocation, type WrittenLocation } from "../metadata/metadata-location.ts";
import { type FieldMask, maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument } from "../server/api-error.ts";
import { type DeveloperMetadata, shownMetadata } from "../spreadsheet/developer-metadata.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import { requestKind } from "./request-kind.ts";

interface Changes {
  readonly metadataKey?: string;
  readonly metadataValue?: string;
  readonly visibility?: "DOCUMENT" | "PROJECT";
  readonly location?: WrittenLocation;
}

interface UpdateDeveloperMetadata {
  readonly dataFilters?: readonly DataFilter[];
  readonly developerMetadata?: Changes;
  readonly fields?: string;
}

function changed(
  entry: DeveloperMetadata,
  to: Changes,
  mask: FieldMask,
  draft: SpreadsheetDraft,
): DeveloperMetadata {
  const means = (name: string): boolean => maskOf(mask, name) !== undefined;
  if (means("metadataKey") && to.metadataKey === undefined && mask !== "*") {
    throw invalidArgument("developerMetadata.metadataKey must be set.");
  }
  const { metadataValue: before, ...rest } = entry;
  const value = means("metadataValue") ? to.metadataValue : before;
  return {
    ...rest,
    ...(value === undefined ? {} : { metadataValue: value }),
    ...(means("metadataKey") && to.metadataKey !== undefined ? { metadataKey: to.metadataKey } : {}),
    ...(means("visibility") && to.visibility !== undefined ? { visibility: to.visibility } : {}),
    ...(means("location") && to.location !== undefined
      ? { location: metadataLocation(to.location, draft) }
      : {}),
  };
}

/** Changes key, value, visibility or place of every entry that any of the filters means. Ids never change. */
export const updateDeveloperMetadata = requestKind<UpdateDeveloperMetadata>(
  "updateDeveloperMetadata",
  ({ dataFilters = [], developerMetadata = {}, fields }, { draft, actor, world }) => {
    if (fields === undefined || fields === "") {
      throw invalidArgument(
        "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
      );
    }
    const mask = parseFieldMask(fields, "DeveloperMetadata");
    const matched = new Set(
      dataFilters.flatMap((filter) => matchingMetadata(filter, draft, actor.projectNumber)),
    );
    if (matched.size === 0 && world.metadataFilterWithoutMatch === "refused") {
      throw invalidArgument("No developer metadata matched the specified filter.");
    }
    const after: DeveloperMetadata[] = [];
    draft.metadata = draft.metadata.map((entry) => {
      if (!matched.has(entry)) return entry;
      const next = changed(entry, developerMetadata, mask, draft);
      after.push(next);
      return next;
    });
    for (const entry of after) checkMetadataBudget(draft.metadata, entry.location);
    return after.length === 0 ? {} : { developerMetadata: after.map(shownMetadata) };
  },
);
