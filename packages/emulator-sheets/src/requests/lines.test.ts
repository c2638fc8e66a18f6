import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const rowMetadata = (metadataId: number, startIndex: number, dimension = "ROWS") => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: "line",
      location: { dimensionRange: { dimension, startIndex, endIndex: startIndex + 1 } },
      visibility: "DOCUMENT",
    },
  },
});

/** Numbered rows, with metadata on the third, and a merge, a name, a protection, a filter and a hidden row around it. */
async function furnished(): Promise<TestBench> {
  const bench = await openTestBench();
  const rows = ["0", "1", "2", "3", "4", "5"].map((stringValue) => ({
    values: [{ userEnteredValue: { stringValue } }],
  }));
  const range = { startRowIndex: 2, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 2 };
  const hidden = { dimension: "ROWS", startIndex: 3, endIndex: 4 };
  const { status, body } = await bench.batch([
    { appendCells: { rows, fields: "userEnteredValue" } },
    rowMetadata(1, 2),
    { addNamedRange: { namedRange: { namedRangeId: "n", name: "here", range } } },
    { addProtectedRange: { protectedRange: { protectedRangeId: 9, range } } },
    { setBasicFilter: { filter: { range } } },
    { addDimensionGroup: { range: { dimension: "ROWS", startIndex: 2, endIndex: 4 } } },
    {
      updateDimensionProperties: {
        range: hidden,
        properties: { hiddenByUser: true },
        fields: "hiddenByUser",
      },
    },
    { mergeCells: { range: { startRowIndex: 2, endRowIndex: 4, startColumnIndex: 1, endColumnIndex: 2 } } },
  ]);
  expect(status, JSON.stringify(body)).toBe(200);
  return bench;
}

interface Furniture {
  readonly metadata: number | undefined;
  readonly merge: readonly number[] | undefined;
  readonly named: readonly number[] | undefined;
  readonly isProtected: readonly number[] | undefined;
  readonly filter: readonly number[] | undefined;
  readonly group: readonly number[] | undefined;
  readonly hidden: number;
}

interface Bounds {
  readonly startRowIndex: number;
  readonly endRowIndex: number;
}

/** Where all of it is now, in rows. */
async function furniture(bench: TestBench): Promise<Furniture> {
  const { body } = await bench.call(
    "GET",
    `${bench.path}?fields=namedRanges,sheets(merges,protectedRanges,basicFilter,rowGroups,data.rowMetadata)`,
  );
  const { namedRanges, sheets } = body as {
    namedRanges?: { range: Bounds }[];
    sheets: {
      merges?: Bounds[];
      protectedRanges?: { range: Bounds }[];
      basicFilter?: { range: Bounds };
      rowGroups?: { range: { startIndex: number; endIndex: number } }[];
      data: { rowMetadata: { hiddenByUser?: boolean }[] }[];
    }[];
  };
  const [sheet] = sheets;
  const rows = (range: Bounds | undefined) =>
    range === undefined ? undefined : [range.startRowIndex, range.endRowIndex];
  const group = sheet?.rowGroups?.[0]?.range;
  const entry = await bench.call("GET", `${bench.path}/developerMetadata/1`);
  const { location } = entry.body as { location?: { dimensionRange: { startIndex: number } } };
  return {
    metadata: location?.dimensionRange.startIndex,
    merge: rows(sheet?.merges?.[0]),
    named: rows(namedRanges?.[0]?.range),
    isProtected: rows(sheet?.protectedRanges?.[0]?.range),
    filter: rows(sheet?.basicFilter?.range),
    group: group === undefined ? undefined : [group.startIndex, group.endIndex],
    hidden: sheet?.data[0]?.rowMetadata.findIndex(({ hiddenByUser }) => hiddenByUser === true) ?? -1,
  };
}

const all = (
  rows: readonly number[] | undefined,
  metadata: number | undefined,
  hidden: number,
): Furniture => ({
  metadata,
  merge: rows,
  named: rows,
  isProtected: rows,
  filter: rows,
  group: rows,
  hidden,
});

const lines = (startIndex: number, endIndex: number) => ({
  range: { dimension: "ROWS", startIndex, endIndex },
});

describe("what refers to rows follows them", () => {
  it("down, when rows are inserted above", async () => {
    const bench = await furnished();
    await bench.batch([{ insertDimension: lines(0, 3) }]);
    expect(await furniture(bench)).toEqual(all([5, 7], 5, 6));
    expect(await bench.values("A1:A9")).toEqual([[], [], [], ["0"], ["1"], ["2"], ["3"], ["4"], ["5"]]);
  });

  it("and widens, when rows are inserted inside", async () => {
    const bench = await furnished();
    await bench.batch([{ insertDimension: lines(3, 5) }]);
    expect(await furniture(bench)).toEqual(all([2, 6], 2, 5));
  });

  it("up, when rows are deleted above", async () => {
    const bench = await furnished();
    await bench.batch([{ deleteDimension: lines(0, 1) }]);
    expect(await furniture(bench)).toEqual(all([1, 3], 1, 2));
  });

  it("and shrinks, when a part of them is deleted, metadata with its row", async () => {
    const bench = await furnished();
    await bench.batch([{ deleteDimension: lines(1, 3) }]);
    expect(await furniture(bench)).toEqual(all([1, 2], undefined, 1));
  });

  it("and is gone, when all of them are deleted", async () => {
    const bench = await furnished();
    await bench.batch([{ deleteDimension: lines(2, 4) }]);
    expect(await furniture(bench)).toEqual(all(undefined, undefined, -1));
  });

  it("with a row that is moved goes its metadata", async () => {
    const bench = await furnished();
    const move = (startIndex: number, destinationIndex: number) =>
      bench.batch([
        {
          moveDimension: {
            source: { dimension: "ROWS", startIndex, endIndex: startIndex + 1 },
            destinationIndex,
          },
        },
      ]);
    await move(2, 6);
    expect((await furniture(bench)).metadata).toBe(5);
    expect(await bench.values("A1:A6")).toEqual([["0"], ["1"], ["3"], ["4"], ["5"], ["2"]]);
    await move(5, 0);
    expect((await furniture(bench)).metadata).toBe(0);
    expect(await bench.values("A1:A6")).toEqual([["2"], ["0"], ["1"], ["3"], ["4"], ["5"]]);
  });
});

describe("columns", () => {
  it("move with their cells and their metadata, in either direction", async () => {
    const bench = await openTestBench();
    const values = ["a", "b", "c", "d"].map((stringValue) => ({ userEnteredValue: { stringValue } }));
    await bench.batch([{ appendCells: { rows: [{ values }], fields: "*" } }, rowMetadata(1, 0, "COLUMNS")]);
    const source = { dimension: "COLUMNS", startIndex: 0, endIndex: 2 };
    await bench.batch([{ moveDimension: { source, destinationIndex: 3 } }]);
    expect(await bench.values("A1:D1")).toEqual([["c", "a", "b", "d"]]);
    const { body } = await bench.call("GET", `${bench.path}/developerMetadata/1`);
    expect(body).toMatchObject({
      location: { dimensionRange: { dimension: "COLUMNS", startIndex: 1, endIndex: 2 } },
    });
  });
});

describe("rows and columns that cannot be", () => {
  it.each([
    [{ deleteDimension: lines(0, 1_000) }, "You can't delete all the rows on the sheet."],
    [
      { deleteDimension: lines(999, 1_001) },
      "Cannot delete a row that doesn't exist. Tried to delete row index 1000 but there are only 1000 rows.",
    ],
    [{ deleteDimension: { range: { startIndex: 0, endIndex: 1 } } }, "No dimension specified."],
    [{ deleteDimension: { range: { sheetId: 5, dimension: "ROWS" } } }, "No grid with id: 5"],
  ])("are refused: %j", async (request, text) => {
    const { batch } = await openTestBench();
    expect(await batch([request])).toMatchObject({
      status: 400,
      body: { error: { message: `Invalid requests[0].deleteDimension: ${text}` } },
    });
  });
});
