import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const at = (bench: TestBench, range: string): string => `${bench.path}/values/${encodeURIComponent(range)}`;

function write(bench: TestBench, range: string, values: unknown, option = "RAW") {
  return bench.call("PUT", `${at(bench, range)}?valueInputOption=${option}`, { values });
}

function append(bench: TestBench, range: string, values: unknown, more = "") {
  return bench.call("POST", `${at(bench, range)}:append?valueInputOption=RAW${more}`, { values });
}

const message = (text: string) => ({
  status: 400,
  body: { error: { message: text, status: "INVALID_ARGUMENT" } },
});

describe("values.append", () => {
  /** The sheet of Google's guide: one table in A1:C2, another in B4:D6. */
  async function guide(): Promise<TestBench> {
    const bench = await openTestBench();
    const rows = [
      ["x", "y", "z"],
      ["x", "y", "z"],
      [],
      ["", "x", "y", "z"],
      ["", "x", "y"],
      ["", "x", "y", "z"],
    ];
    await write(bench, "A1:D6", rows);
    return bench;
  }

  it.each([
    ["Sheet1", "B4:D6", "B7"],
    ["B4", "B4:D6", "B7"],
    ["C5:D5", "B4:D6", "B7"],
    ["B2:D4", "B4:D6", "B7"],
    ["A3:G10", "B4:D6", "B7"],
    ["A1", "A1:C2", "A3"],
    ["E4", undefined, "E4"],
    ["A4", undefined, "A4"],
  ])("to %s finds %s and lands at %s, as documented", async (range, table, cell) => {
    const bench = await guide();
    const { body } = await append(bench, range, [["new"]]);
    expect(body).toEqual({
      spreadsheetId: bench.id,
      ...(table === undefined ? {} : { tableRange: `Sheet1!${table}` }),
      updates: {
        spreadsheetId: bench.id,
        updatedRange: `Sheet1!${cell}`,
        updatedRows: 1,
        updatedColumns: 1,
        updatedCells: 1,
      },
    });
  });

  it("lands in an empty row between two filled ones, on no table", async () => {
    const bench = await openTestBench();
    await write(bench, "A1:B3", [["a", "b"], [], ["c", "d"]]);
    expect((await append(bench, "A2", [["x", "y"]])).body).not.toHaveProperty("tableRange");
    expect(await bench.values("A1:B3")).toEqual([
      ["a", "b"],
      ["x", "y"],
      ["c", "d"],
    ]);
  });

  it("finds the table around an empty cell of it", async () => {
    const bench = await openTestBench();
    await write(bench, "A1:C2", [["a", "b", "c"], ["d"]]);
    expect((await append(bench, "B2", [["x"]])).body).toMatchObject({ tableRange: "Sheet1!A1:C2" });
  });

  it("grows the grid by what is missing, and inserts rows before what is below when it is told to", async () => {
    const bench = await openTestBench();
    const size = { rowCount: 3, columnCount: 2 };
    await bench.batch([
      {
        updateSheetProperties: { properties: { sheetId: 0, gridProperties: size }, fields: "gridProperties" },
      },
    ]);
    await write(bench, "A1:B3", [["a", "b"], [], ["below"]]);
    await append(bench, "A1", [["1"], ["2"]], "&insertDataOption=INSERT_ROWS");
    expect(await bench.values("A1:B5")).toEqual([["a", "b"], ["1"], ["2"], [], ["below"]]);
    await append(bench, "A5", [["6", "", "wide"], ["7"]]);
    const { body } = await bench.call("GET", `${bench.path}?fields=sheets.properties.gridProperties`);
    expect(body).toEqual({ sheets: [{ properties: { gridProperties: { rowCount: 7, columnCount: 3 } } }] });
  });

  it("overwrites what is below the table", async () => {
    const bench = await openTestBench();
    await write(bench, "A1:A4", [["table"], [], ["below"], ["below"]]);
    await append(bench, "A1", [["1"], ["2"], ["3"]]);
    expect(await bench.values("A1:A9")).toEqual([["table"], ["1"], ["2"], ["3"]]);
  });
});

describe("values.update", () => {
  it("leaves cells alone for null, empties them for the empty text, and counts only what it wrote", async () => {
    const bench = await openTestBench();
    await write(bench, "A1:B2", [
      ["a", "b"],
      ["c", "d"],
    ]);
    const { body } = await write(bench, "A1:B2", [
      [null, ""],
      [null, null],
    ]);
    expect(body).toMatchObject({
      updatedRange: "Sheet1!A1:B2",
      updatedRows: 1,
      updatedColumns: 1,
      updatedCells: 1,
    });
    expect(await bench.values("A1:B2")).toEqual([["a"], ["c", "d"]]);
  });

  it("gives the written values back when it is asked for them", async () => {
    const bench = await openTestBench();
    const query =
      "valueInputOption=USER_ENTERED&includeValuesInResponse=true&responseValueRenderOption=UNFORMATTED_VALUE";
    const { body } = await bench.call("PUT", `${at(bench, "A1")}?${query}`, { values: [["=2*3", "0042"]] });
    expect(body).toMatchObject({ updatedData: { range: "Sheet1!A1:B1", values: [[6, 42]] } });
  });

  it("refuses what does not fit, is not said how to read, or has another range in its body", async () => {
    const bench = await openTestBench();
    expect(await write(bench, "A1:B1", [["a"], ["b"]])).toMatchObject(
      message("Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"),
    );
    expect(await bench.call("PUT", at(bench, "A1"), { values: [["a"]] })).toMatchObject(
      message("'valueInputOption' is required but not specified"),
    );
    const other = await bench.call("PUT", `${at(bench, "A1")}?valueInputOption=RAW`, {
      range: "A2",
      values: [["a"]],
    });
    expect(other.status).toBe(400);
    const same = await bench.call("PUT", `${at(bench, "A1")}?valueInputOption=RAW`, {
      range: "'Sheet1'!A1",
      values: [["a"]],
    });
    expect(same.status).toBe(200);
  });

  it("refuses an option or a parameter that there is not", async () => {
    const bench = await openTestBench();
    expect(await write(bench, "A1", [["a"]], "PARSED")).toMatchObject(
      message(
        "Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), \"PARSED\"",
      ),
    );
    expect(await bench.call("GET", `${at(bench, "A1")}?rows=1`)).toMatchObject(
      message(
        "Invalid JSON payload received. Unknown name \"rows\": Cannot bind query parameter. Field 'rows' could not be found in request message.",
      ),
    );
  });
});

describe("values.batchUpdate", () => {
  it("writes all ranges or none, and names the one that is refused", async () => {
    const bench = await openTestBench();
    const data = [
      { range: "A1", values: [["a"]] },
      { range: "Nowhere!A1", values: [["b"]] },
    ];
    const body = { valueInputOption: "RAW", data };
    expect(await bench.call("POST", `${bench.path}/values:batchUpdate`, body)).toMatchObject(
      message("Invalid data[1]: Unable to parse range: Nowhere!A1"),
    );
    expect(await bench.values("A1")).toBeUndefined();
  });
});

describe("values.get", () => {
  it("echoes ranges bounded by the grid and in order, and reads past it as far as there is something", async () => {
    const bench = await openTestBench();
    const range = async (text: string): Promise<unknown> =>
      ((await bench.call("GET", at(bench, text))).body as { range: string }).range;
    expect(await range("D4:A1")).toBe("Sheet1!A1:D4");
    expect(await range("A2:2")).toBe("Sheet1!A2:Z2");
    expect(await range("B:C")).toBe("Sheet1!B1:C1000");
    expect(await range("A990:B2000")).toBe("Sheet1!A990:B1000");
    expect(await range("R2C3")).toBe("Sheet1!C2");
    expect(await range("sheet1!a1")).toBe("Sheet1!A1");
    expect(await bench.call("GET", at(bench, "A2000"))).toMatchObject(
      message("Range (Sheet1!A2000) exceeds grid limits. Max rows: 1000, max columns: 26"),
    );
  });

  it("takes a bare name for a named range first, then for a tab, then for cells of the first visible tab", async () => {
    const bench = await openTestBench();
    await bench.batch([
      { addSheet: { properties: { title: "here", index: 0, hidden: true } } },
      {
        addNamedRange: {
          namedRange: { name: "here", range: { sheetId: 0, startRowIndex: 1, endRowIndex: 2 } },
        },
      },
    ]);
    await write(bench, "Sheet1!A2", [["named"]]);
    await write(bench, "'here'!A1", [["tab"]]);
    expect(await bench.values("here")).toEqual([["named"]]);
    expect(await bench.values("'here'")).toEqual([["tab"]]);
    expect(await bench.values("A2")).toEqual([["named"]]);
  });

  it("shows blanks inside, leaves them out at the ends, and turns rows into columns", async () => {
    const bench = await openTestBench();
    await write(bench, "B2:C4", [
      ["x", ""],
      ["", ""],
      ["", "y"],
    ]);
    expect(await bench.values("A1:D9")).toEqual([[], ["", "x"], [], ["", "", "y"]]);
    const { body } = await bench.call("GET", `${at(bench, "A1:D9")}?majorDimension=COLUMNS`);
    expect(body).toMatchObject({ values: [[], ["", "x"], ["", "", "", "y"]] });
  });
});
