/** What nobody could prove about the real API: the tests choose in which world they run. */
export interface World {
  /** The world where the product's one assumption is false: a metadata id in use is accepted. */
  duplicateMetadataIds: "refused" | "accepted";
  /** A `deleteDeveloperMetadata` or `updateDeveloperMetadata` whose filter matches nothing: unknown at Google. */
  metadataFilterWithoutMatch: "empty reply" | "refused";
  /** What a restored version does to the spreadsheet's developer metadata: unknown at Google. */
  restoring: "brings back its metadata" | "keeps the newest metadata";
  /** What revoking one token does to the others that the app holds for the same account: unknown at Google. */
  revoking: "ends the token" | "ends the app's access";
}

/** The documented world, and the milder of each pair of unknowns. */
export const likelyWorld = (): World => ({
  duplicateMetadataIds: "refused",
  metadataFilterWithoutMatch: "empty reply",
  restoring: "brings back its metadata",
  revoking: "ends the token",
});
