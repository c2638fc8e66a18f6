import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const refusal = (text: string) => ({
  status: 400,
  body: { error: { message: `Invalid requests[0].${text}` } },
});

const properties = async (bench: TestBench): Promise<unknown> => {
  const { body } = await bench.call("GET", `${bench.path}?fields=sheets.properties`);
  return (body as { sheets: { properties: unknown }[] }).sheets.map((sheet) => sheet.properties);
};

const update = (changes: Record<string, unknown>, fields: string) => ({
  updateSheetProperties: { properties: { sheetId: 0, ...changes }, fields },
});

describe("a new tab", () => {
  it("has 1000 rows, 26 columns and a title of its own, and can be written to in the same batch", async () => {
    const bench = await openTestBench();
    const { body } = await bench.batch([
      { addSheet: { properties: { sheetId: 5 } } },
      {
        addSheet: {
          properties: {
            title: "First",
            index: 0,
            gridProperties: { rowCount: 2, columnCount: 1, frozenRowCount: 1 },
          },
        },
      },
      {
        appendCells: {
          sheetId: 5,
          rows: [{ values: [{ userEnteredValue: { numberValue: 1 } }] }],
          fields: "*",
        },
      },
    ]);
    expect(body).toMatchObject({
      replies: [
        {
          addSheet: {
            properties: {
              sheetId: 5,
              title: "Sheet2",
              index: 1,
              gridProperties: { rowCount: 1_000, columnCount: 26 },
            },
          },
        },
        { addSheet: { properties: { title: "First", index: 0, gridProperties: { frozenRowCount: 1 } } } },
        {},
      ],
    });
    expect(await bench.values("Sheet2!A1")).toEqual([["1"]]);
  });

  it("is refused with an id or a title in use, in any case, when it is sent again", async () => {
    const { batch } = await openTestBench();
    await batch([{ addSheet: { properties: { sheetId: 5, title: "Log" } } }]);
    expect(await batch([{ addSheet: { properties: { sheetId: 5, title: "Other" } } }])).toMatchObject(
      refusal("addSheet: Sheet with id 5 already exists."),
    );
    expect(await batch([{ addSheet: { properties: { title: "LOG" } } }])).toMatchObject(
      refusal('addSheet: A sheet with the name "LOG" already exists. Please enter another name.'),
    );
  });
});

describe("a tab's properties", () => {
  it("change where the mask says so and nowhere else", async () => {
    const bench = await openTestBench();
    const sent = {
      title: "Log",
      hidden: true,
      gridProperties: { frozenRowCount: 1, rowCount: 5 },
      tabColor: { red: 1 },
    };
    expect(
      (await bench.batch([update(sent, "title,gridProperties(frozen_row_count),tabColor")])).status,
    ).toBe(200);
    expect(await properties(bench)).toEqual([
      {
        sheetId: 0,
        title: "Log",
        index: 0,
        sheetType: "GRID",
        gridProperties: { rowCount: 1_000, columnCount: 26, frozenRowCount: 1 },
        tabColor: { red: 1 },
        tabColorStyle: { rgbColor: { red: 1 } },
      },
    ]);
    await bench.batch([update({}, "gridProperties.frozenRowCount,tabColor")]);
    expect(await properties(bench)).toMatchObject([{ gridProperties: { rowCount: 1_000, columnCount: 26 } }]);
  });

  it("keep a grid within its limits, growth judged before the cut", async () => {
    const { batch } = await openTestBench();
    const grid = (rowCount: number, columnCount: number) =>
      batch([update({ gridProperties: { rowCount, columnCount } }, "gridProperties")]);
    expect((await grid(1_000, 18_279)).status).toBe(400);
    expect((await grid(547, 18_278)).status).toBe(400);
    expect((await grid(400_000, 25)).status).toBe(400);
    expect((await grid(100_000, 26)).status).toBe(200);
    expect(await grid(1_000_000, 10)).toMatchObject(
      refusal(
        "updateSheetProperties: This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
      ),
    );
    expect((await grid(100_000, 10)).status).toBe(200);
    expect((await grid(1_000_000, 10)).status).toBe(200);
    expect(await grid(0, 10)).toMatchObject(
      refusal("updateSheetProperties: Sheets must have at least one row and one column."),
    );
  });

  it("do not let all rows be frozen, or all tabs be hidden or deleted", async () => {
    const { batch } = await openTestBench();
    expect(
      await batch([update({ gridProperties: { frozenRowCount: 1_000 } }, "gridProperties.frozenRowCount")]),
    ).toMatchObject(refusal("updateSheetProperties: You can't freeze all visible rows on the sheet."));
    await batch([{ addSheet: { properties: { title: "Hidden", hidden: true } } }]);
    expect((await batch([{ deleteSheet: { sheetId: 0 } }])).status).toBe(400);
    expect((await batch([update({ hidden: true }, "hidden")])).status).toBe(400);
  });

  it("put a tab at another place", async () => {
    const bench = await openTestBench();
    await bench.batch([
      { addSheet: { properties: { sheetId: 1, title: "B" } } },
      { addSheet: { properties: { sheetId: 2, title: "C" } } },
    ]);
    await bench.batch([update({ index: 2 }, "index")]);
    expect(await properties(bench)).toMatchObject([
      { title: "B", index: 0 },
      { title: "C", index: 1 },
      { title: "Sheet1", index: 2 },
    ]);
  });
});

describe("a deleted tab", () => {
  it("takes its metadata and the names of its ranges along", async () => {
    const bench = await openTestBench();
    const developerMetadata = {
      metadataId: 1,
      metadataKey: "k",
      location: { sheetId: 5 },
      visibility: "DOCUMENT",
    };
    await bench.batch([
      { addSheet: { properties: { sheetId: 5 } } },
      { createDeveloperMetadata: { developerMetadata } },
      { addNamedRange: { namedRange: { name: "there", range: { sheetId: 5 } } } },
    ]);
    expect((await bench.call("GET", `${bench.path}/developerMetadata/1`)).status).toBe(200);
    await bench.batch([{ deleteSheet: { sheetId: 5 } }]);
    expect((await bench.call("GET", `${bench.path}/developerMetadata/1`)).status).toBe(404);
    expect((await bench.call("GET", `${bench.path}?fields=namedRanges`)).body).toEqual({});
  });
});

describe("a duplicated tab", () => {
  it("has the cells of the original, a title and ids of its own, and goes its own way", async () => {
    const bench = await openTestBench();
    const cell = (numberValue: number) => ({
      rows: [{ values: [{ userEnteredValue: { numberValue } }] }],
      fields: "*",
    });
    await bench.batch([
      { appendCells: cell(1) },
      { addProtectedRange: { protectedRange: { protectedRangeId: 3, range: {} } } },
    ]);
    const { body } = await bench.batch([{ duplicateSheet: { newSheetId: 7 } }, { duplicateSheet: {} }]);
    expect(body).toMatchObject({
      replies: [
        { duplicateSheet: { properties: { sheetId: 7, title: "Copy of Sheet1", index: 0 } } },
        { duplicateSheet: { properties: { title: "Copy of Sheet1 2" } } },
      ],
    });
    await bench.batch([{ appendCells: { sheetId: 7, ...cell(2) } }]);
    expect(await bench.values("'Copy of Sheet1'!A1:A3")).toEqual([["1"], ["2"]]);
    expect(await bench.values("Sheet1!A1:A3")).toEqual([["1"]]);
    const shown = await bench.call("GET", `${bench.path}?fields=sheets.protectedRanges.protectedRangeId`);
    const ids = (shown.body as { sheets: { protectedRanges: { protectedRangeId: number }[] }[] }).sheets.map(
      ({ protectedRanges }) => protectedRanges[0]?.protectedRangeId,
    );
    expect(new Set(ids).size).toBe(3);
  });
});
