/** What nobody could prove about the real API: the tests choose in which world they run. */
export interface World {
  /** The world where the product's one assumption is false: a metadata id in use is accepted. */
  duplicateMetadataIds: "refused" | "accepted";
  /** A `deleteDeveloperMetadata` or `updateDeveloperMetadata` whose filter matches nothing: unknown at Google. */
  metadataFilterWithoutMatch: "empty reply" | "refused";
}

/** The documented world, and the milder of the two unknowns. */
export const likelyWorld = (): World => ({
  duplicateMetadataIds: "refused",
  metadataFilterWithoutMatch: "empty reply",
});
