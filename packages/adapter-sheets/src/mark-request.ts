import type { Mark } from "@attendance-export/core";
import type { sheets_v4 } from "@googleapis/sheets";

/**
 * Creates a mark under an id of our choice; refused, together with all that is beside it, if the id is in use.
 * On the spreadsheet, since a mark on a tab or a row goes with it; for everybody to see (`DOCUMENT`), since a mark of
 * another Cloud project that we could not see would still hold its id.
 */
export const createMark = (id: number, { key, value }: Mark): sheets_v4.Schema$Request => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId: id,
      metadataKey: key,
      metadataValue: value,
      location: { spreadsheet: true },
      visibility: "DOCUMENT",
    },
  },
});

export const deleteMark = (id: number): sheets_v4.Schema$Request => ({
  deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: id } } },
});
