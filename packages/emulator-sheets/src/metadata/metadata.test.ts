import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const create = (metadataId: number | undefined, location: unknown, more: Record<string, unknown> = {}) => ({
  createDeveloperMetadata: {
    developerMetadata: { metadataId, metadataKey: "oa", location, visibility: "DOCUMENT", ...more },
  },
});

const spreadsheet = { spreadsheet: true };
const row = (startIndex: number, sheetId = 0) => ({
  dimensionRange: { sheetId, dimension: "ROWS", startIndex, endIndex: startIndex + 1 },
});

/** Which ids a search finds. */
async function found(bench: TestBench, ...dataFilters: unknown[]): Promise<number[]> {
  const { body } = await bench.call("POST", `${bench.path}/developerMetadata:search`, { dataFilters });
  const { matchedDeveloperMetadata = [] } = body as {
    matchedDeveloperMetadata?: { developerMetadata: { metadataId: number } }[];
  };
  return matchedDeveloperMetadata.map(({ developerMetadata }) => developerMetadata.metadataId);
}

const lookup = (developerMetadataLookup: unknown) => ({ developerMetadataLookup });

/** One entry of each place: the spreadsheet (1, 2), two tabs (3, 4), a row (5) and a column (6) of the first. */
async function furnished(): Promise<TestBench> {
  const bench = await openTestBench();
  const { status } = await bench.batch([
    { addSheet: { properties: { sheetId: 8, title: "Other" } } },
    create(1, spreadsheet, { metadataValue: "b:1" }),
    create(2, spreadsheet, { metadataKey: "ob", visibility: "PROJECT" }),
    create(3, { sheetId: 0 }),
    create(4, { sheetId: 8 }),
    create(5, row(2)),
    create(6, { dimensionRange: { dimension: "COLUMNS", startIndex: 1, endIndex: 2 } }),
  ]);
  expect(status).toBe(200);
  return bench;
}

describe("a search", () => {
  it.each([
    ["by id", lookup({ metadataId: 4 }), [4]],
    ["by key", lookup({ metadataKey: "ob" }), [2]],
    ["by key and value, both of which must hold", lookup({ metadataKey: "oa", metadataValue: "b:1" }), [1]],
    ["by visibility", lookup({ visibility: "PROJECT" }), [2]],
    ["by kind of place", lookup({ locationType: "ROW" }), [5]],
    ["by exact place", lookup({ metadataLocation: { sheetId: 0 } }), [3]],
    [
      "by all that meets a place",
      lookup({ metadataLocation: row(2), locationMatchingStrategy: "INTERSECTING_LOCATION" }),
      [1, 2, 3, 5, 6],
    ],
    ["by a range", { a1Range: "Sheet1!A3:A3" }, [5]],
    ["by a grid range", { gridRange: { startColumnIndex: 1, endColumnIndex: 2 } }, [5, 6]],
    ["for what is not there", lookup({ metadataKey: "nobody" }), []],
  ])("finds %s", async (_name, filter, ids) => {
    expect(await found(await furnished(), filter)).toEqual(ids);
  });

  it("says which filters meant an entry, and is an empty message when none did", async () => {
    const bench = await furnished();
    const filters = [lookup({ metadataId: 1 }), lookup({ metadataKey: "oa" })];
    const search = (dataFilters: unknown) =>
      bench.call("POST", `${bench.path}/developerMetadata:search`, { dataFilters });
    const { body } = await search(filters);
    expect(body).toMatchObject({
      matchedDeveloperMetadata: [
        { developerMetadata: { metadataId: 1 }, dataFilters: filters },
        {},
        {},
        {},
        {},
      ],
    });
    expect((await search([lookup({ metadataId: 99 })])).body).toEqual({});
  });
});

describe("an entry", () => {
  it("of PROJECT visibility is not there for another Cloud project, and its id is in use all the same", async () => {
    const bench = await furnished();
    const { accounts, people } = bench.emulator;
    const stranger = accounts.add({ email: "eve@example.com" }, accounts.addClient("987654321098"));
    people.share(bench.id, "eve@example.com");
    const get = await bench.call("GET", `${bench.path}/developerMetadata/2`, undefined, stranger.accessToken);
    expect(get).toMatchObject({
      status: 404,
      body: { error: { message: "No developer metadata with ID 2" } },
    });
    const requests = [create(2, spreadsheet)];
    const again = await bench.call("POST", `${bench.path}:batchUpdate`, { requests }, stranger.accessToken);
    expect(again.status).toBe(400);
  });

  it("gets an id of its own when none is sent", async () => {
    const bench = await openTestBench();
    const { body } = await bench.batch([create(undefined, spreadsheet), create(undefined, spreadsheet)]);
    const replies = (
      body as { replies: { createDeveloperMetadata: { developerMetadata: { metadataId: number } } }[] }
    ).replies;
    const ids = replies.map((reply) => reply.createDeveloperMetadata.developerMetadata.metadataId);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => id > 0)).toBe(true);
  });

  it("is shown with the spreadsheet, or with its tab", async () => {
    const bench = await furnished();
    const { body } = await bench.call(
      "GET",
      `${bench.path}?fields=developerMetadata.metadataId,sheets.developerMetadata.metadataId`,
    );
    expect(body).toEqual({
      developerMetadata: [{ metadataId: 1 }, { metadataId: 2 }],
      sheets: [{ developerMetadata: [{ metadataId: 3 }] }, { developerMetadata: [{ metadataId: 4 }] }],
    });
  });

  it.each([
    ["without a key", { metadataKey: "" }, spreadsheet],
    ["without a visibility", { visibility: undefined }, spreadsheet],
    ["at no place", {}, {}],
    ["at two places", {}, { spreadsheet: true, sheetId: 0 }],
    ["at two rows", {}, { dimensionRange: { dimension: "ROWS", startIndex: 0, endIndex: 2 } }],
    ["beyond the grid", {}, row(1_000)],
    ["on a tab that is not there", {}, { sheetId: 77 }],
    ["with an id that is not positive", { metadataId: 0 }, spreadsheet],
  ])("is refused %s", async (_name, changes, location) => {
    const { batch } = await openTestBench();
    expect((await batch([create(9, location, changes)])).status).toBe(400);
  });

  it("changes its value and keeps its id, and is gone once it is deleted", async () => {
    const bench = await furnished();
    const update = {
      updateDeveloperMetadata: {
        dataFilters: [lookup({ metadataId: 1 })],
        developerMetadata: { metadataValue: "b:x" },
        fields: "metadataValue",
      },
    };
    const entry = {
      metadataId: 1,
      metadataKey: "oa",
      metadataValue: "b:x",
      location: { locationType: "SPREADSHEET", spreadsheet: true },
      visibility: "DOCUMENT",
    };
    expect((await bench.batch([update])).body).toEqual({
      spreadsheetId: bench.id,
      replies: [{ updateDeveloperMetadata: { developerMetadata: [entry] } }],
    });
    const remove = { deleteDeveloperMetadata: { dataFilter: lookup({ metadataId: 1 }) } };
    expect((await bench.batch([remove])).body).toEqual({
      spreadsheetId: bench.id,
      replies: [{ deleteDeveloperMetadata: { deletedDeveloperMetadata: [entry] } }],
    });
    expect((await bench.call("GET", `${bench.path}/developerMetadata/1`)).status).toBe(404);
    expect((await bench.batch([create(1, spreadsheet)])).status).toBe(200);
  });
});

describe("the room for metadata", () => {
  it("is 30,000 characters of keys and values for the spreadsheet, and as many for each tab", async () => {
    const bench = await openTestBench();
    const value = (length: number) => ({ metadataValue: "x".repeat(length) });
    expect((await bench.batch([create(1, spreadsheet, value(29_998))])).status).toBe(200);
    expect((await bench.batch([create(2, spreadsheet, { metadataKey: "k" })])).status).toBe(400);
    expect((await bench.batch([create(3, row(1), value(29_998)), create(4, { sheetId: 0 })])).status).toBe(
      400,
    );
    expect((await bench.batch([create(3, row(1), value(29_998))])).status).toBe(200);
  });
});

describe("the canary", () => {
  it("answers as the documented world does, step by step", async () => {
    const bench = await openTestBench();
    const id = (metadataId: number) => create(metadataId, spreadsheet, { metadataValue: "b:6fJ2k9" });
    expect((await bench.batch([id(11)])).status).toBe(200);
    expect(await bench.batch([id(12), id(11)])).toMatchObject({
      status: 400,
      body: {
        error: {
          message: expect.stringContaining("Invalid requests[1].createDeveloperMetadata: Cannot add"),
        },
      },
    });
    expect((await bench.call("GET", `${bench.path}/developerMetadata/12`)).status).toBe(404);
    const remove = { deleteDeveloperMetadata: { dataFilter: lookup({ metadataId: 11 }) } };
    expect((await bench.batch([remove])).status).toBe(200);
    expect((await bench.batch([remove])).status).toBe(200);
  });
});
