import { checkMetadataBudget } from "../metadata/metadata-budget.ts";
import { metadataLocation, type WrittenLocation } from "../metadata/metadata-location.ts";
import { invalidArgument } from "../server/api-error.ts";
import { type DeveloperMetadata, shownMetadata } from "../spreadsheet/developer-metadata.ts";
import { requestKind } from "./request-kind.ts";

interface CreateDeveloperMetadata {
  readonly developerMetadata?: {
    readonly metadataId?: number;
    readonly metadataKey?: string;
    readonly metadataValue?: string;
    readonly visibility?: string;
    readonly location?: WrittenLocation;
  };
}

/**
 * A new entry of developer metadata. Refuses an id in use, also one that the caller cannot see: on this refusal, and on
 * the batch failing with it, rests every exactly-once protocol over Sheets.
 */
export const createDeveloperMetadata = requestKind<CreateDeveloperMetadata>(
  "createDeveloperMetadata",
  ({ developerMetadata = {} }, { draft, random, actor, world }) => {
    const { metadataId, metadataKey, metadataValue, visibility, location } = developerMetadata;
    const isUsed = (id: number): boolean => draft.metadata.some((entry) => entry.metadataId === id);
    if (metadataKey === undefined || metadataKey === "") {
      throw invalidArgument("developerMetadata.metadataKey must be set.");
    }
    if (visibility !== "DOCUMENT" && visibility !== "PROJECT") {
      throw invalidArgument("developerMetadata.visibility must be set.");
    }
    if (metadataId !== undefined && metadataId <= 0) {
      throw invalidArgument("developerMetadata.metadataId must be positive.");
    }
    if (metadataId !== undefined && isUsed(metadataId) && world.duplicateMetadataIds === "refused") {
      throw invalidArgument(
        `Cannot add developer metadata with ID [${metadataId}] because developer metadata with that ID already exists.`,
      );
    }
    const entry: DeveloperMetadata = {
      metadataId: metadataId ?? random.unusedId(isUsed),
      metadataKey,
      ...(metadataValue === undefined ? {} : { metadataValue }),
      visibility,
      location: metadataLocation(location, draft),
      projectNumber: actor.projectNumber,
    };
    draft.metadata = [...draft.metadata, entry];
    checkMetadataBudget(draft.metadata, entry.location);
    return { developerMetadata: shownMetadata(entry) };
  },
);
