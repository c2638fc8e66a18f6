import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const receipt = (metadataId: number) => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: "oa",
      location: { spreadsheet: true },
      visibility: "DOCUMENT",
    },
  },
});

const rows = (...texts: string[][]) => ({
  appendCells: {
    sheetId: 0,
    fields: "userEnteredValue",
    rows: texts.map((row) => ({ values: row.map((stringValue) => ({ userEnteredValue: { stringValue } })) })),
  },
});

async function withRows(): Promise<TestBench> {
  const bench = await openTestBench();
  await bench.batch([receipt(1), rows(["id", "name"], ["1", "Zoë"], ["2", "Ada"])]);
  return bench;
}

/** A colleague who may write but owns nothing. */
function colleague(bench: TestBench): string {
  const { accessToken } = bench.emulator.accounts.add({ email: "grace@example.com" });
  bench.emulator.people.share(bench.id, "grace@example.com");
  return accessToken;
}

const status = async (bench: TestBench, token?: string): Promise<number> =>
  (await bench.call("GET", bench.path, undefined, token)).status;

describe("people", () => {
  it("sort a tab below its header, and later rows go after the last", async () => {
    const bench = await withRows();
    bench.emulator.people.sortTab(bench.id, { sheetId: 0, column: 1 });
    await bench.batch([rows(["3", "Eve"])]);
    expect(await bench.values("A1:B9")).toEqual([
      ["id", "name"],
      ["2", "Ada"],
      ["1", "Zoë"],
      ["3", "Eve"],
    ]);
  });

  it("insert and delete rows and columns", async () => {
    const bench = await withRows();
    const { people } = bench.emulator;
    people.insertRows(bench.id, { sheetId: 0, at: 1, count: 2 });
    people.deleteRows(bench.id, { sheetId: 0, at: 0 });
    people.insertColumns(bench.id, { sheetId: 0, at: 0 });
    people.deleteColumns(bench.id, { sheetId: 0, at: 2 });
    expect(await bench.values("A1:C9")).toEqual([[], [], ["", "1"], ["", "2"]]);
  });

  it("rename and delete a tab: its title, then its id, is refused", async () => {
    const bench = await withRows();
    const { people } = bench.emulator;
    people.renameTab(bench.id, 0, "Bob's");
    expect(await bench.values("Sheet1!A1")).toBeUndefined();
    expect(await bench.values("'Bob''s'!A1")).toEqual([["id"]]);
    people.edit(bench.id, [{ addSheet: { properties: { title: "Other" } } }]);
    people.deleteTab(bench.id, 0);
    expect((await bench.batch([rows(["3"])])).body).toMatchObject({
      error: { message: "Invalid requests[0].appendCells: No grid with id: 0" },
    });
  });

  it("protect a tab from everybody but the owner and the editors they name", async () => {
    const bench = await withRows();
    const token = colleague(bench);
    const write = () => bench.call("POST", `${bench.path}:batchUpdate`, { requests: [rows(["3"])] }, token);
    bench.emulator.people.protectTab(bench.id, 0);
    expect(await write()).toMatchObject({
      status: 400,
      body: {
        error: { message: expect.stringContaining("You are trying to edit a protected cell or object.") },
      },
    });
    bench.emulator.people.edit(bench.id, [
      {
        updateProtectedRange: {
          protectedRange: {
            protectedRangeId: await protectionOf(bench),
            editors: { users: ["grace@example.com"] },
          },
          fields: "editors",
        },
      },
    ]);
    expect((await write()).status).toBe(200);
  });

  it("trash a spreadsheet without the API noticing, and delete it for good", async () => {
    const bench = await withRows();
    bench.emulator.people.trash(bench.id);
    expect((await bench.batch([rows(["3"])])).status).toBe(200);
    bench.emulator.people.untrash(bench.id);
    bench.emulator.people.deleteForever(bench.id);
    expect(await status(bench)).toBe(404);
  });

  it("share it and take it back", async () => {
    const bench = await withRows();
    const token = colleague(bench);
    expect(await status(bench, token)).toBe(200);
    bench.emulator.people.unshare(bench.id, "grace@example.com");
    expect(await status(bench, token)).toBe(403);
  });

  it("replace it by an Office file", async () => {
    const bench = await withRows();
    bench.emulator.people.replaceByOfficeFile(bench.id);
    expect((await bench.batch([rows(["3"])])).body).toMatchObject({
      error: { status: "FAILED_PRECONDITION" },
    });
  });

  it("fill the workbook up to its limit, so that the next row is refused", async () => {
    const bench = await withRows();
    bench.emulator.people.fillToTheLimit(bench.id, 26);
    const many = new Array<string[]>(999).fill(["x"]);
    expect((await bench.batch([rows(...many)])).body).toMatchObject({
      error: {
        message:
          "Invalid requests[0].appendCells: This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
      },
    });
    expect((await bench.batch([rows(...many.slice(1))])).status).toBe(200);
  });

  it("type into cells as their locale reads it", async () => {
    const bench = await withRows();
    const { people } = bench.emulator;
    people.edit(bench.id, [
      { updateSpreadsheetProperties: { properties: { locale: "de_DE" }, fields: "locale" } },
    ]);
    people.typeInto(bench.id, { sheetId: 0, row: 5, column: 0 }, "3,5");
    people.typeInto(bench.id, { sheetId: 0, row: 5, column: 1 }, "=A6*2");
    const { body } = await bench.call(
      "GET",
      `${bench.path}/values/A6:B6?valueRenderOption=UNFORMATTED_VALUE`,
    );
    expect(body).toMatchObject({ values: [[3.5, 7]] });
  });

  it("filter a tab without hiding a row from the API", async () => {
    const bench = await withRows();
    bench.emulator.people.filterTab(bench.id, 0);
    await bench.batch([rows(["3", "Eve"])]);
    expect(await bench.values("A1:B9")).toHaveLength(4);
  });
});

describe("a copy", () => {
  it("holds the receipts of the original under its own id", async () => {
    const bench = await withRows();
    const copy = bench.emulator.people.copySpreadsheet(bench.id);
    expect((await bench.call("GET", `/v4/spreadsheets/${copy}/developerMetadata/1`)).status).toBe(200);
    expect((await bench.call("GET", `/v4/spreadsheets/${copy}`)).body).toMatchObject({
      properties: { title: "Copy of Attendance" },
    });
    await bench.batch([rows(["3"])]);
    expect((await bench.call("GET", `/v4/spreadsheets/${copy}/values/A4`)).body).not.toHaveProperty("values");
  });
});

describe("a restored version", () => {
  it("takes rows and receipts back, and in the other world only the rows", async () => {
    const bench = await withRows();
    const { people, faults } = bench.emulator;
    const before = people.versions(bench.id).at(-1) ?? 0;
    await bench.batch([receipt(2), rows(["3", "Eve"])]);
    people.restoreVersion(bench.id, before);
    expect(await bench.values("A1:A9")).toHaveLength(3);
    expect((await bench.call("GET", `${bench.path}/developerMetadata/2`)).status).toBe(404);

    await bench.batch([receipt(2), rows(["3", "Eve"])]);
    faults.inWorld({ restoring: "keeps the newest metadata" });
    people.restoreVersion(bench.id, before);
    expect(await bench.values("A1:A9")).toHaveLength(3);
    expect((await bench.call("GET", `${bench.path}/developerMetadata/2`)).status).toBe(200);
  });
});

async function protectionOf(bench: TestBench): Promise<number> {
  const { body } = await bench.call("GET", `${bench.path}?fields=sheets.protectedRanges.protectedRangeId`);
  const { sheets } = body as { sheets: { protectedRanges: { protectedRangeId: number }[] }[] };
  return sheets[0]?.protectedRanges[0]?.protectedRangeId ?? 0;
}
