import {
  googleFetch,
  type SheetsEmulator,
  scopes,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { OAuth2Client } from "google-auth-library";
import { GoogleSpreadsheet } from "google-spreadsheet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchCall } from "../discovery-watch.ts";

let emulator: SheetsEmulator;
let auth: OAuth2Client;
const realFetch = globalThis.fetch;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ seed: 7, observe: watchCall });
  // The library has Google's hosts written into it and no option for them; it asks the global fetch, so that is what is lent.
  globalThis.fetch = googleFetch(emulator.url, realFetch);
  const { clientId, clientSecret, refreshToken } = emulator.accounts.add({
    email: "ada@example.com",
    scopes: [scopes.spreadsheets, scopes.drive],
  });
  auth = new OAuth2Client({ clientId, clientSecret, endpoints: { oauth2TokenUrl: `${emulator.url}/token` } });
  auth.setCredentials({ refresh_token: refreshToken });
});
afterEach(async () => {
  globalThis.fetch = realFetch;
  await emulator.close();
  checkWatchedCalls();
});

describe("google-spreadsheet", () => {
  it("creates a document, shares it, appends rows and reads them back", async () => {
    const made = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: "Register" });
    await made.share("bob@example.com", { role: "writer" });
    const document = new GoogleSpreadsheet(made.spreadsheetId, auth);
    await document.loadInfo();
    expect(document.title).toBe("Register");
    const sheet = await document.addSheet({ title: "May", headerValues: ["name", "hours"] });
    await sheet.addRow({ name: "Ada", hours: 7.5 });
    await sheet.addRows([
      { name: "Bob", hours: 8 },
      { name: "Eve", hours: 6 },
    ]);
    const rows = await sheet.getRows<{ name: string; hours: string }>();
    expect(rows.map((row) => row.toObject())).toEqual([
      { name: "Ada", hours: "7.5" },
      { name: "Bob", hours: "8" },
      { name: "Eve", hours: "6" },
    ]);
    expect((await document.listPermissions()).map(({ role }) => role)).toEqual(["owner", "writer"]);
  });

  it("edits cells in one batch and deletes a tab", async () => {
    const document = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: "Register" });
    const sheet = await document.addSheet({
      title: "Cells",
      gridProperties: { rowCount: 5, columnCount: 3 },
    });
    await sheet.loadCells("A1:C3");
    sheet.getCell(0, 0).value = "text";
    sheet.getCell(1, 1).value = 42;
    await sheet.saveUpdatedCells();
    await sheet.loadCells("A1:C3");
    expect([sheet.getCell(0, 0).value, sheet.getCell(1, 1).value]).toEqual(["text", 42]);
    await sheet.delete();
    expect(document.sheetsByIndex.map(({ title }) => title)).toEqual(["Sheet1"]);
  });

  it("refreshes its token through the client it was given", async () => {
    const document = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: "Register" });
    emulator.accounts.expireAccessTokens("ada@example.com");
    auth.setCredentials({ ...auth.credentials, expiry_date: 1 });
    await document.loadInfo();
    expect(emulator.calls.count({ method: "token" })).toBe(2);
  });
});
