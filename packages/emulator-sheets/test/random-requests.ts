import fc from "fast-check";

/** Mostly the first, now and then one of the others: a batch of a few requests should often be accepted as a whole. */
const mostly = <Value>(usual: readonly Value[], rare: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...rare) },
  );

const index = fc.integer({ min: 0, max: 7 });
/** Two tabs that exist, and two that do not yet or never do. */
const sheetId = mostly([0, 1], [2, 99]);
const newSheetId = mostly([2, 3, 4, 5, 6, 7], [0, 1]);
const metadataId = fc.integer({ min: 1, max: 12 });
const fields = mostly(
  ["*", "userEnteredValue", "userEnteredValue,note", "userEnteredFormat.numberFormat"],
  ["", "nonsense"],
);
const dimension = fc.constantFrom("ROWS", "COLUMNS");
const title = mostly(["New", "Bob's", "Newer", "Newest", "Another"], ["Sheet1", "", "x".repeat(101)]);

const value = fc.oneof(
  fc.record({ stringValue: mostly(["a", "", "=1+1", "0042"], ["x".repeat(50_001)]) }),
  fc.record({ numberValue: fc.integer() }),
  fc.record({ boolValue: fc.boolean() }),
  fc.record({ formulaValue: mostly(["=A1+1", "=SUM(A1:B3)"], ["no formula"]) }),
  fc.constant({}),
);
const cell = fc.record(
  {
    userEnteredValue: value,
    note: fc.constantFrom("n", ""),
    userEnteredFormat: fc.record({ numberFormat: fc.record({ type: fc.constantFrom("DATE", "TEXT") }) }),
  },
  { requiredKeys: [] },
);
const rows = fc.array(fc.record({ values: fc.array(cell, { maxLength: 3 }) }), { maxLength: 3 });
/** A span within the sheets, or rarely one that is empty or reaches beyond them. */
const span = fc.oneof(
  {
    weight: 14,
    arbitrary: fc
      .tuple(index, fc.integer({ min: 1, max: 3 }))
      .map(([start, length]) => [start, start + length]),
  },
  { weight: 1, arbitrary: fc.constantFrom([3, 3], [5, 2], [0, 5_000]) },
);
const range = fc
  .record({
    sheetId,
    lines: span,
    columns: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 5 })),
  })
  .map(({ sheetId: id, lines, columns }) => ({
    sheetId: id,
    startRowIndex: lines[0],
    endRowIndex: lines[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  }));
const dimensionRange = fc.record({ sheetId, dimension, lines: span }).map(({ lines, ...rest }) => ({
  ...rest,
  startIndex: lines[0],
  endIndex: lines[1],
}));
const line = fc
  .record({ sheetId, dimension, startIndex: index })
  .map((start) => ({ ...start, endIndex: start.startIndex + 1 }));
const location = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ spreadsheet: true }) },
  { weight: 3, arbitrary: fc.record({ sheetId }) },
  { weight: 3, arbitrary: fc.record({ dimensionRange: line }) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const developerMetadata = fc.record(
  {
    metadataId,
    metadataKey: mostly(["oa"], [""]),
    metadataValue: mostly(["v"], ["x".repeat(20_000)]),
    location,
    visibility: fc.constantFrom("DOCUMENT", "PROJECT"),
  },
  { requiredKeys: ["metadataKey", "location", "visibility"] },
);
const lookup = fc.record({ developerMetadataLookup: fc.record({ metadataId }) });
const gridProperties = fc.record({ rowCount: index, columnCount: index }, { requiredKeys: [] });
const properties = fc.record(
  { sheetId, title, index, hidden: fc.boolean(), gridProperties },
  { requiredKeys: [] },
);

const kinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  addNamedRange: fc.record({
    namedRange: fc.record({ name: mostly(["one", "two", "three", "four", "five"], ["A1"]), range }),
  }),
  addProtectedRange: fc.record({ protectedRange: fc.record({ range }) }),
  addSheet: fc.record({
    properties: fc.tuple(newSheetId, properties).map(([id, rest]) => ({ sheetId: id, ...rest })),
  }),
  appendCells: fc.record({ sheetId, rows, fields }),
  appendDimension: fc.record({ sheetId, dimension, length: index }),
  copyPaste: fc.record({
    source: range,
    destination: range,
    pasteType: fc.constantFrom("PASTE_NORMAL", "PASTE_VALUES"),
  }),
  createDeveloperMetadata: fc.record({ developerMetadata }),
  cutPaste: fc.record({
    source: range,
    destination: fc.record({ sheetId, rowIndex: index, columnIndex: index }),
  }),
  deleteDeveloperMetadata: fc.record({ dataFilter: lookup }),
  deleteDimension: fc.record({ range: dimensionRange }),
  deleteProtectedRange: fc.record({ protectedRangeId: metadataId }),
  deleteRange: fc.record({ range, shiftDimension: dimension }),
  deleteSheet: fc.record({ sheetId }),
  duplicateSheet: fc.record({ sourceSheetId: sheetId, newSheetId }),
  insertDimension: fc.record({ range: dimensionRange }),
  insertRange: fc.record({ range, shiftDimension: dimension }),
  mergeCells: fc.record({ range, mergeType: fc.constantFrom("MERGE_ALL", "MERGE_ROWS", "MERGE_COLUMNS") }),
  moveDimension: fc.record({ source: dimensionRange, destinationIndex: index }),
  repeatCell: fc.record({ range, cell, fields }),
  setBasicFilter: fc.record({ filter: fc.record({ range }) }),
  setDataValidation: fc.record({ range, rule: fc.constant({ condition: { type: "BOOLEAN" } }) }),
  sortRange: fc.record({
    range,
    sortSpecs: fc.array(fc.record({ dimensionIndex: index }), { minLength: 1, maxLength: 2 }),
  }),
  unmergeCells: fc.record({ range }),
  updateCells: fc.oneof(
    fc.record({
      start: fc.record({ sheetId, rowIndex: index, columnIndex: fc.integer({ min: 0, max: 2 }) }),
      rows,
      fields,
    }),
    fc.record({ range, rows, fields }),
  ),
  updateDeveloperMetadata: fc.record({
    dataFilters: fc.array(lookup, { maxLength: 2 }),
    developerMetadata: fc.record({ metadataValue: mostly(["w"], ["x".repeat(30_001)]) }),
    fields: mostly(["metadataValue"], ["nonsense"]),
  }),
  updateDimensionProperties: fc.record({
    range: dimensionRange,
    properties: fc.record({ hiddenByUser: fc.boolean() }),
    fields: fc.constant("hiddenByUser"),
  }),
  updateSheetProperties: fc.record({
    properties,
    fields: fc.constantFrom("title", "hidden", "gridProperties", "*", "index"),
  }),
  addChart: fc.constant({}),
  frobnicate: fc.constant({}),
};

/** One request of a batch, valid or not. */
const request: fc.Arbitrary<unknown> = fc.oneof(
  ...Object.entries(kinds).map(([name, content]) => ({
    weight: 4,
    arbitrary: content.map((body) => ({ [name]: body })),
  })),
  { weight: 1, arbitrary: fc.constantFrom({}, { frobnicate: {} }, { addChart: {} }) },
);

/** A batch of up to four requests; about as many are accepted as refused. */
export const randomBatch: fc.Arbitrary<readonly unknown[]> = fc.oneof(
  { weight: 30, arbitrary: fc.array(request, { minLength: 1, maxLength: 4, size: "max" }) },
  { weight: 1, arbitrary: fc.constant([]) },
);
