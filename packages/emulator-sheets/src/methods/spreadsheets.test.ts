import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

describe("spreadsheets.create", () => {
  it("makes a spreadsheet with the tabs and cells that are sent along, for its maker alone", async () => {
    const { call, emulator } = await openTestBench();
    const userEnteredValue = { formulaValue: "=1+1" };
    const { status, body } = await call("POST", "/v4/spreadsheets", {
      properties: { title: "Made", locale: "de_DE", timeZone: "Europe/Berlin" },
      sheets: [
        { properties: { title: "One", gridProperties: { rowCount: 1, columnCount: 1 } } },
        {
          properties: { title: "Two", sheetId: 9 },
          data: [{ startRow: 1, rowData: [{ values: [{ userEnteredValue }] }] }],
        },
      ],
    });
    expect(status).toBe(200);
    const { spreadsheetId, spreadsheetUrl } = body as { spreadsheetId: string; spreadsheetUrl: string };
    expect(body).toMatchObject({
      properties: { title: "Made", locale: "de_DE", timeZone: "Europe/Berlin", autoRecalc: "ON_CHANGE" },
      sheets: [{ properties: { sheetId: 0, title: "One" } }, { properties: { sheetId: 9, title: "Two" } }],
    });
    expect(spreadsheetUrl).toBe(`${emulator.url}/spreadsheets/d/${spreadsheetId}/edit`);
    const values = await call("GET", `/v4/spreadsheets/${spreadsheetId}/values/Two!A1:A2`);
    expect(values.body).toMatchObject({ values: [[], ["2"]] });
    const { accessToken } = emulator.accounts.add({ email: "grace@example.com" });
    expect((await call("GET", `/v4/spreadsheets/${spreadsheetId}`, undefined, accessToken)).status).toBe(403);
  });

  it("gives what nobody names the usual name, and refuses what is not emulated or wrong", async () => {
    const { call } = await openTestBench();
    expect((await call("POST", "/v4/spreadsheets", {})).body).toMatchObject({
      properties: { title: "Untitled spreadsheet", locale: "en_US" },
      sheets: [{ properties: { title: "Sheet1", gridProperties: { rowCount: 1_000, columnCount: 26 } } }],
    });
    const namedRanges = [{ name: "x", range: {} }];
    expect((await call("POST", "/v4/spreadsheets", { namedRanges })).status).toBe(501);
    expect(
      (await call("POST", "/v4/spreadsheets", { properties: { timeZone: "Mars/Olympus" } })).status,
    ).toBe(400);
    expect((await call("POST", "/v4/spreadsheets", { title: "x" })).status).toBe(400);
  });
});

describe("spreadsheets.get", () => {
  it("shows only what the mask names, however it is written", async () => {
    const { call, path } = await openTestBench();
    for (const fields of [
      "sheets.properties.title",
      "sheets/properties/title",
      "sheets(properties(title))",
    ]) {
      expect((await call("GET", `${path}?fields=${fields}`)).body).toEqual({
        sheets: [{ properties: { title: "Sheet1" } }],
      });
    }
    expect(await call("GET", `${path}?fields=sheet`)).toMatchObject({
      status: 400,
      body: {
        error: {
          message: "Request contains an invalid argument.",
          details: [
            {
              fieldViolations: [
                {
                  field: "sheet",
                  description:
                    "Error expanding 'fields' parameter. Cannot find matching fields for path 'sheet'.",
                },
              ],
            },
          ],
        },
      },
    });
  });

  it("shows cells when it is asked for them, of the ranges that it is asked for", async () => {
    const { batch, call, path } = await openTestBench();
    const values = [
      { userEnteredValue: { formulaValue: "=1/0" } },
      { userEnteredValue: { boolValue: true } },
    ];
    await batch([
      { addSheet: { properties: { title: "Other" } } },
      { appendCells: { rows: [{ values }], fields: "*" } },
    ]);
    expect((await call("GET", path)).body).not.toHaveProperty("sheets[0].data");
    const { body } = await call("GET", `${path}?includeGridData=true&ranges=Sheet1!A1:B2&ranges=Sheet1!B1`);
    const { sheets } = body as { sheets: { data: { rowMetadata: unknown[]; startColumn?: number }[] }[] };
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.data).toHaveLength(2);
    expect(sheets[0]?.data[0]).toMatchObject({
      rowData: [
        {
          values: [
            {
              userEnteredValue: { formulaValue: "=1/0" },
              effectiveValue: { errorValue: { type: "DIVIDE_BY_ZERO" } },
              formattedValue: "#DIV/0!",
              effectiveFormat: { textFormat: { fontSize: 10 } },
            },
            { effectiveValue: { boolValue: true }, formattedValue: "TRUE" },
          ],
        },
      ],
      columnMetadata: [{ pixelSize: 100 }, { pixelSize: 100 }],
      rowMetadata: [{ pixelSize: 21 }, { pixelSize: 21 }],
    });
    expect(sheets[0]?.data[1]).toMatchObject({
      startColumn: 1,
      rowData: [{ values: [{ formattedValue: "TRUE" }] }],
    });
  });
});

describe("batchUpdate", () => {
  it("gives the spreadsheet after the change when it is asked for it", async () => {
    const { call, path } = await openTestBench();
    const { body } = await call("POST", `${path}:batchUpdate`, {
      requests: [{ updateSheetProperties: { properties: { title: "Log" }, fields: "title" } }],
      includeSpreadsheetInResponse: true,
    });
    expect(body).toMatchObject({
      replies: [{}],
      updatedSpreadsheet: { sheets: [{ properties: { title: "Log" } }] },
    });
  });
});

describe("a reply", () => {
  it("is indented as Google's are, or compact when that is asked for", async () => {
    const { emulator, account, path } = await openTestBench();
    const headers = { authorization: `Bearer ${account.accessToken}` };
    const text = async (query: string) =>
      (await fetch(`${emulator.url}${path}?fields=spreadsheetId${query}`, { headers })).text();
    expect(await text("")).toMatch(/^\{\n {2}"spreadsheetId": "[\w-]{44}"\n\}\n$/);
    expect(await text("&prettyPrint=false")).toMatch(/^\{"spreadsheetId":"[\w-]{44}"\}$/);
  });
});

describe("malformed JSON and unknown addresses", () => {
  it("are refused as at Google", async () => {
    const { emulator, account, path } = await openTestBench();
    const headers = { authorization: `Bearer ${account.accessToken}` };
    const post = await fetch(`${emulator.url}${path}:batchUpdate`, {
      method: "POST",
      headers,
      body: '{"requests":',
    });
    expect(post.status).toBe(400);
    expect(((await post.json()) as { error: { message: string } }).error.message).toMatch(
      /^Invalid JSON payload received\. Unexpected end of string\./,
    );
    const lost = await fetch(`${emulator.url}/v4/spreadsheet`, { headers });
    expect(lost.status).toBe(404);
    expect(await lost.text()).toContain("Error 404 (Not Found)!!1");
    expect((await fetch(`${emulator.url}/v4/spreadsheets/%ff`, { headers })).status).toBe(404);
  });
});
