import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const text = (stringValue: string) => ({ userEnteredValue: { stringValue } });
const dated = (numberValue: number) => ({
  userEnteredValue: { numberValue },
  userEnteredFormat: { numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm" } },
});
const append = (
  rows: unknown[][],
  fields = "userEnteredValue,userEnteredFormat.numberFormat",
  sheetId = 0,
) => ({
  appendCells: { sheetId, fields, rows: rows.map((values) => ({ values })) },
});
const at = (rowIndex: number, columnIndex = 0) => ({ rowIndex, columnIndex });

async function rowData(bench: TestBench, fields: string): Promise<unknown> {
  const { body } = await bench.call("GET", `${bench.path}?fields=sheets.data.rowData.values(${fields})`);
  return (body as { sheets: { data: { rowData?: unknown }[] }[] }).sheets[0]?.data[0]?.rowData;
}

describe("appendCells", () => {
  it("writes typed cells that nothing evaluates: text stays text, dates keep their format", async () => {
    const bench = await openTestBench();
    const row = [
      text("=IMPORTXML(1)"),
      text("0042"),
      dated(45_901.75),
      { userEnteredValue: { boolValue: true } },
      {},
    ];
    await bench.batch([append([row])]);
    expect(await bench.values("A1:E1")).toEqual([["=IMPORTXML(1)", "0042", "2025-09-01 18:00", "TRUE"]]);
    const { body } = await bench.call(
      "GET",
      `${bench.path}/values/A1:E1?valueRenderOption=UNFORMATTED_VALUE`,
    );
    expect(body).toMatchObject({ values: [["=IMPORTXML(1)", "0042", 45_901.75, true]] });
  });

  it("starts below the last row with data in any column, and from column A", async () => {
    const bench = await openTestBench();
    await bench.batch([{ updateCells: { start: at(4, 3), rows: [{ values: [text("far")] }], fields: "*" } }]);
    await bench.batch([append([[text("next")]])]);
    expect(await bench.values("A1:D9")).toEqual([[], [], [], [], ["", "", "", "far"], ["next"]]);
  });

  it("does not count formats, notes and rules as data, and keeps those of the cells that it fills", async () => {
    const bench = await openTestBench();
    const format = { userEnteredFormat: { numberFormat: { type: "PERCENT" } } };
    await bench.batch([
      append([[text("header")]]),
      {
        updateCells: {
          start: at(1),
          rows: [{ values: [{ ...format, note: "kept" }] }, { values: [{ note: "later" }] }],
          fields: "*",
        },
      },
      append([[{ userEnteredValue: { numberValue: 0.5 } }]], "userEnteredValue"),
    ]);
    expect(await rowData(bench, "formattedValue,note")).toEqual([
      { values: [{ formattedValue: "header" }] },
      { values: [{ formattedValue: "50.00%", note: "kept" }] },
      { values: [{ note: "later" }] },
    ]);
  });

  it("counts a checkbox that is not ticked and a formula that comes to nothing as data", async () => {
    const bench = await openTestBench();
    await bench.batch([
      append([[{ userEnteredValue: { boolValue: false } }], [{ userEnteredValue: { formulaValue: '=""' } }]]),
    ]);
    await bench.batch([append([[text("third")]])]);
    expect(await bench.values("A3")).toEqual([["third"]]);
  });

  it("grows the grid by the rows that are missing, and refuses a row that is wider", async () => {
    const bench = await openTestBench();
    const gridProperties = { rowCount: 1, columnCount: 1 };
    await bench.batch([{ addSheet: { properties: { sheetId: 1, title: "Narrow", gridProperties } } }]);
    await bench.batch([append([[text("a")], [text("b")]], "*", 1)]);
    expect((await bench.batch([append([[text("c"), text("d")]], "*", 1)])).body).toMatchObject({
      error: {
        message:
          "Invalid requests[0].appendCells: Attempting to write column: 1, beyond the last requested column of: 0",
      },
    });
    const { body } = await bench.call("GET", `${bench.path}?fields=sheets.properties.gridProperties`);
    expect(body).toMatchObject({
      sheets: [{}, { properties: { gridProperties: { rowCount: 2, columnCount: 1 } } }],
    });
  });

  it("appends nothing when it is given no rows", async () => {
    const bench = await openTestBench();
    expect(await bench.batch([append([])])).toMatchObject({ status: 200, body: { replies: [{}] } });
    expect(await bench.values("A1:Z1000")).toBeUndefined();
  });

  it("refuses a cell with more than one value, a formula without its sign, a text that is too long", async () => {
    const { batch } = await openTestBench();
    const refused = async (cell: unknown): Promise<unknown> => {
      const { status, body } = await batch([append([[cell]])]);
      expect(status).toBe(400);
      return (body as { error: { message: string } }).error.message;
    };
    expect(await refused({ userEnteredValue: { stringValue: "a", numberValue: 1 } })).toBe(
      "Invalid value at 'requests[0].append_cells.rows[0].values[0].user_entered_value' (oneof), oneof field 'value' is already set. Cannot set 'numberValue'",
    );
    expect(await refused({ userEnteredValue: { formulaValue: "1+1" } })).toContain(
      "Invalid requests[0].appendCells: ",
    );
    expect(await refused(text("x".repeat(50_001)))).toBe(
      "Invalid requests[0].appendCells: Your input contains more than the maximum of 50000 characters in a single cell.",
    );
  });
});

describe("updateCells", () => {
  it("removes from a cell what the mask names and the data lacks, and nothing else", async () => {
    const bench = await openTestBench();
    await bench.batch([
      { updateCells: { start: at(0), rows: [{ values: [{ ...dated(1), note: "n" }] }], fields: "*" } },
    ]);
    await bench.batch([
      {
        updateCells: {
          start: at(0),
          rows: [{ values: [{}] }],
          fields: "userEnteredValue,userEnteredFormat.numberFormat",
        },
      },
    ]);
    expect(await rowData(bench, "userEnteredValue,userEnteredFormat,note")).toEqual([
      { values: [{ note: "n" }] },
    ]);
  });

  it("clears the rest of a range, and must not reach beyond it or beyond the grid", async () => {
    const bench = await openTestBench();
    const range = { startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    await bench.batch([{ repeatCell: { range, cell: text("x"), fields: "userEnteredValue" } }]);
    await bench.batch([
      { updateCells: { range, rows: [{ values: [text("y")] }], fields: "userEnteredValue" } },
    ]);
    expect(await bench.values("A1:B2")).toEqual([["y"]]);
    const wide = { values: [text("1"), text("2"), text("3")] };
    const refused = async (request: unknown): Promise<unknown> =>
      ((await bench.batch([request])).body as { error: { message: string } }).error.message;
    expect(await refused({ updateCells: { range, rows: [wide], fields: "*" } })).toContain(
      "Attempting to write column: 2, beyond the last requested column of: 1",
    );
    expect(await refused({ updateCells: { start: at(1_000), rows: [wide], fields: "*" } })).toContain(
      "GridCoordinate.rowIndex[1000] is after last row in grid[999]",
    );
    expect(await refused({ updateCells: { range, start: at(0), rows: [], fields: "*" } })).toContain(
      "oneof field 'area' is already set",
    );
  });
});

describe("repeatCell", () => {
  it("fills a range to the edge of the grid, and changes a format without touching the values", async () => {
    const bench = await openTestBench();
    const size = { rowCount: 3, columnCount: 2 };
    await bench.batch([
      {
        updateSheetProperties: { properties: { sheetId: 0, gridProperties: size }, fields: "gridProperties" },
      },
      append([[dated(2), dated(3)]]),
      {
        repeatCell: {
          range: { startColumnIndex: 1 },
          cell: { userEnteredFormat: { numberFormat: { type: "PERCENT", pattern: "0%" } } },
          fields: "userEnteredFormat.numberFormat",
        },
      },
    ]);
    expect(await bench.values("A1:B3")).toEqual([["1900-01-01 00:00", "300%"]]);
  });
});

describe("what is not emulated about a cell", () => {
  it.each([
    ["textFormatRuns", { textFormatRuns: [{ startIndex: 1 }] }],
    ["hyperlink", { hyperlink: "https://example.com" }],
    ["effectiveValue", { effectiveValue: { numberValue: 1 } }],
  ])("is refused by name: %s", async (field, cell) => {
    const { batch } = await openTestBench();
    const { status, body } = await batch([
      { updateCells: { start: at(0), rows: [{ values: [cell] }], fields: field } },
    ]);
    expect(status).toBe(501);
    expect(JSON.stringify(body)).toContain(`Writing CellData.${field} is not emulated`);
  });
});

describe("sortRange", () => {
  it("puts numbers before texts before booleans, empty cells last either way, equals in their order", async () => {
    const bench = await openTestBench();
    const cells = [
      text("b"),
      { userEnteredValue: { boolValue: true } },
      {},
      text("A"),
      { userEnteredValue: { numberValue: 7 } },
      dated(2),
    ];
    await bench.batch([append(cells.map((cell, index) => [cell, text(String(index))]))]);
    const sort = (sortOrder: string) =>
      bench.batch([
        { sortRange: { range: { endColumnIndex: 2 }, sortSpecs: [{ dimensionIndex: 0, sortOrder }] } },
      ]);
    const order = async () => ((await bench.values("B1:B6")) as string[][]).map(([index]) => index).join("");
    await sort("ASCENDING");
    expect(await order()).toBe("543012");
    await sort("DESCENDING");
    expect(await order()).toBe("103452");
  });
});
