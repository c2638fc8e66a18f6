import { type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { auth, drive, type drive_v3 } from "@googleapis/drive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchCall } from "../discovery-watch.ts";

let emulator: SheetsEmulator;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ seed: 7, observe: watchCall });
});
afterEach(async () => {
  await emulator.close();
  checkWatchedCalls();
});

function driveOf(email: string): drive_v3.Drive {
  const { accessToken } = emulator.accounts.add({ email });
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: accessToken });
  return drive({ version: "v3", auth: client, rootUrl: `${emulator.url}/`, retry: false });
}

describe("@googleapis/drive", () => {
  it("creates a spreadsheet, shares it, lists it for the other person and takes it back", async () => {
    const ada = driveOf("ada@example.com");
    const bob = driveOf("bob@example.com");
    const requestBody = { name: "Register", mimeType: "application/vnd.google-apps.spreadsheet" };
    const { data: file } = await ada.files.create({ requestBody, fields: "id,webViewLink" });
    const fileId = file.id ?? "";
    expect(file.webViewLink).toContain(`/spreadsheets/d/${fileId}/edit`);
    const { data: permission } = await ada.permissions.create({
      fileId,
      requestBody: { type: "user", role: "writer", emailAddress: "bob@example.com" },
    });
    const { data: seen } = await bob.files.list({
      q: "sharedWithMe and trashed = false",
      fields: "files(id,name)",
    });
    expect(seen.files).toEqual([{ id: fileId, name: "Register" }]);
    const { data: all } = await ada.permissions.list({ fileId, fields: "permissions(emailAddress,role)" });
    expect(all.permissions).toEqual([
      { emailAddress: "ada@example.com", role: "owner" },
      { emailAddress: "bob@example.com", role: "writer" },
    ]);
    await ada.permissions.delete({ fileId, permissionId: permission.id ?? "" });
    await expect(bob.files.get({ fileId })).rejects.toMatchObject({
      status: 404,
      message: `File not found: ${fileId}.`,
    });
  });

  it("renames, copies, trashes and deletes", async () => {
    const ada = driveOf("ada@example.com");
    const requestBody = { name: "Register", mimeType: "application/vnd.google-apps.spreadsheet" };
    const { data: file } = await ada.files.create({ requestBody });
    const fileId = file.id ?? "";
    await ada.files.update({ fileId, requestBody: { name: "Register 2027" } });
    const { data: copy } = await ada.files.copy({ fileId });
    expect(copy.name).toBe("Copy of Register 2027");
    const { data: trashed } = await ada.files.update({
      fileId,
      requestBody: { trashed: true },
      fields: "trashed",
    });
    expect(trashed).toEqual({ trashed: true });
    expect((await ada.files.delete({ fileId })).status).toBe(204);
    const { data: left } = await ada.files.list({ fields: "files(name)" });
    expect(left.files).toEqual([{ name: "Copy of Register 2027" }]);
  });

  it("reads the reason out of a refusal", async () => {
    const ada = driveOf("ada@example.com");
    emulator.accounts.change("ada@example.com", { isStorageFull: true });
    await expect(ada.files.create({ requestBody: { name: "x" } })).rejects.toMatchObject({
      status: 403,
      response: { data: { error: { errors: [{ reason: "storageQuotaExceeded", domain: "usageLimits" }] } } },
    });
  });
});
