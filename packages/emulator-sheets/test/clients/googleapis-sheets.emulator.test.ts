import { type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { auth, sheets, type sheets_v4 } from "@googleapis/sheets";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchCall } from "../discovery-watch.ts";

let emulator: SheetsEmulator;
let api: sheets_v4.Sheets;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ seed: 7, observe: watchCall });
  const { accessToken } = emulator.accounts.add({ email: "ada@example.com" });
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: accessToken });
  api = sheets({ version: "v4", auth: client, rootUrl: `${emulator.url}/`, retry: false });
});
afterEach(async () => {
  await emulator.close();
  checkWatchedCalls();
});

const create = async (): Promise<string> => {
  const { data } = await api.spreadsheets.create({ requestBody: { properties: { title: "Register" } } });
  return data.spreadsheetId ?? "";
};

describe("@googleapis/sheets", () => {
  it("creates, appends and reads back", async () => {
    const spreadsheetId = await create();
    const appended = await api.spreadsheets.values.append({
      spreadsheetId,
      range: "Sheet1!A1",
      valueInputOption: "RAW",
      requestBody: {
        values: [
          ["ada", "09:00", "=1+1"],
          ["bob", 7.5, true],
        ],
      },
    });
    expect(appended.data.updates).toMatchObject({ updatedRange: "Sheet1!A1:C2", updatedCells: 6 });
    const read = await api.spreadsheets.values.get({ spreadsheetId, range: "Sheet1" });
    expect(read.data.values).toEqual([
      ["ada", "09:00", "=1+1"],
      ["bob", "7.5", "TRUE"],
    ]);
    const { data } = await api.spreadsheets.get({ spreadsheetId, fields: "properties.title" });
    expect(data).toEqual({ properties: { title: "Register" } });
  });

  it("sees a guarded batch refused as a whole when it is sent again", async () => {
    const spreadsheetId = await create();
    const requests: sheets_v4.Schema$Request[] = [
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: 77,
            metadataKey: "batch",
            metadataValue: "1",
            visibility: "DOCUMENT",
            location: { spreadsheet: true },
          },
        },
      },
      {
        appendCells: {
          sheetId: 0,
          fields: "userEnteredValue",
          rows: [{ values: [{ userEnteredValue: { stringValue: "once" } }] }],
        },
      },
    ];
    await api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
    await expect(
      api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } }),
    ).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("developer metadata with that ID already exists"),
    });
    const receipt = await api.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId: 77 });
    expect(receipt.data.metadataValue).toBe("1");
    const { data } = await api.spreadsheets.values.get({ spreadsheetId, range: "Sheet1" });
    expect(data.values).toEqual([["once"]]);
  });

  it("repeats a read by itself after a 503, and a write never", async () => {
    const spreadsheetId = await create();
    const on = { method: "spreadsheets.get" };
    emulator.faults.arm({ do: "refuse", answer: "unavailable" }, { on });
    expect((await api.spreadsheets.get({ spreadsheetId }, { retry: true })).status).toBe(200);
    emulator.faults.arm(
      { do: "refuse", answer: "unavailable" },
      { on: { method: "spreadsheets.batchUpdate" } },
    );
    const requests = [{ addSheet: { properties: { title: "New" } } }];
    await expect(
      api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } }, { retry: true }),
    ).rejects.toMatchObject({ status: 503 });
    expect(emulator.calls.count({ method: "spreadsheets.batchUpdate" })).toBe(1);
  });
});
