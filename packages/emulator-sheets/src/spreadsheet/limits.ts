/** Google's limits, with the evidence for each in the README. */
export const limits = {
  cells: 10_000_000,
  columns: 18_278,
  cellCharacters: 50_000,
  sheetTitleCharacters: 100,
  metadataCharacters: 30_000,
  requestsInBatch: 100_000,
  payloadBytes: 10_485_760,
} as const;
